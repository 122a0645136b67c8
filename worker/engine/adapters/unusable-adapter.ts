/** Why an adapter is left out: the end of a sentence, such as "it is for SDXL checkpoints". It becomes a warning. */
export class UnusableAdapter extends Error {
  override readonly name = 'UnusableAdapter';
}

/** Its layers have other sizes than the checkpoint's: the sign of a file for another family. */
export class WrongSize extends UnusableAdapter {
  constructor(rows: number, columns: number, weight: { out: number; in: number }) {
    super(
      `one of its layers changes ${rows}×${columns} weights where the checkpoint has ${weight.out}×${weight.in}`,
    );
  }
}
