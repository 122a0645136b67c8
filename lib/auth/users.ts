import { assertUserName } from '@/lib/data-dir/user-name';
import { prisma } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { canonicalName, checkPassword } from './account-rules';
import type { Role } from './caller';
import { hashPassword } from './password-hash';

/** An account as admins see it. */
export interface UserView {
  id: string;
  name: string;
  role: Role;
  createdAt: Date;
  disabledAt: Date | null;
  hasPassword: boolean;
}

const VIEW = {
  id: true,
  name: true,
  role: true,
  createdAt: true,
  disabledAt: true,
  passwordHash: true,
} as const;

function viewOf({
  passwordHash,
  ...row
}: Omit<UserView, 'hasPassword'> & { passwordHash: string | null }): UserView {
  return { ...row, hasPassword: passwordHash !== null };
}

/** Adds an account. Without a password it is opened with a set-up link. Throws AppError 400 or 409. */
export async function addUser(user: { name: string; role: Role; password?: string }): Promise<UserView> {
  const name = assertUserName(canonicalName(user.name));
  if (user.password !== undefined) checkPassword(user.password);
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password);
  const made = await prisma().user.createManyAndReturn({
    data: [{ name, role: user.role, passwordHash, sessionsFrom: new Date() }],
    skipDuplicates: true,
    select: VIEW,
  });
  if (made[0]) return viewOf(made[0]);
  throw new AppError({
    code: 'user_exists',
    status: 409,
    message: `There is already a user named ${name}. Choose another name.`,
  });
}

/** All accounts by name. */
export async function listUsers(): Promise<UserView[]> {
  return (await prisma().user.findMany({ select: VIEW, orderBy: { name: 'asc' } })).map(viewOf);
}

/** The account of that name, in any case. Throws AppError 404. */
export async function findUser(name: string): Promise<UserView> {
  const row = await prisma().user.findUnique({ where: { name: canonicalName(name) }, select: VIEW });
  if (row) return viewOf(row);
  throw new AppError({
    code: 'user_not_found',
    status: 404,
    message: `There is no user named ${canonicalName(name)}. "user list" shows who there is.`,
  });
}

/** Ends all sessions of the account and refuses its password and tokens from now on. Throws AppError 404. */
export async function disableUser(name: string): Promise<void> {
  const { id } = await findUser(name);
  const now = new Date();
  await prisma().user.update({ where: { id }, data: { disabledAt: now, sessionsFrom: now } });
}

/** Sets the password and ends all sessions begun before. Throws AppError 400 or 404. */
export async function setPassword(name: string, password: string): Promise<void> {
  checkPassword(password);
  const { id } = await findUser(name);
  const passwordHash = await hashPassword(password);
  await prisma().user.update({ where: { id }, data: { passwordHash, sessionsFrom: new Date() } });
}
