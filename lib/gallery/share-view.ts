import type { PictureKind } from '@/lib/jobs/picture-file';

/** Pictures that somebody shows a team, as its owner lists them. */
export interface ShareView {
  id: string;
  team: string;
  createdAt: string;
  /** Pictures that are still there. */
  count: number;
}

/** A team somebody may show pictures to: one they are in. */
export interface ShareTeam {
  id: string;
  name: string;
}

/** What the members of the team see behind the link. */
export interface SharedPictures {
  id: string;
  /** The name of who shows them. */
  owner: string;
  team: string;
  createdAt: string;
  pictures: SharedPicture[];
}

export interface SharedPicture {
  id: string;
  kind: PictureKind;
  width: number;
  height: number;
  infotext: string;
  createdAt: string;
}
