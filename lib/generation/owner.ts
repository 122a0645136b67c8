/** Whose request it is: their options, and the files they see. */
export interface Owner {
  id: string;
  /** Also the name of their folder. */
  name: string;
}
