import { randomBytes } from 'node:crypto';
import { recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { actorOf } from './actor';
import type { Caller } from './caller';
import { digestOf } from './secrets';
import { newTotpSecret, stepOfCode, toBase32 } from './totp';

const CODES = 10;
const CODE_BYTES = 10;

/** Ten codes of 80 bits, as `ABCD-EFGH-IJKL-MNOP`. */
function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => toBase32(randomBytes(CODE_BYTES)).match(/.{4}/g)!.join('-'));
}

const canonicalCode = (code: string) => code.replace(/[\s-]/g, '').toUpperCase();
const codeDigest = (code: string) => digestOf(canonicalCode(code));

/** Draws a secret for the person's app. It counts once it was confirmed; until then it can be drawn anew. Throws 409. */
export function beginTwoFactor(caller: Caller): Promise<{ secret: string }> {
  const secret = newTotpSecret();
  return inTransaction(async (client) => {
    const { rowCount } = await client.query(
      'UPDATE user_account SET totp_secret = $2 WHERE id = $1 AND totp_confirmed_at IS NULL',
      [caller.id, secret],
    );
    if (rowCount) return { secret };
    throw new AppError({
      code: 'two_factor_on',
      status: 409,
      message: 'Two-factor sign-in is on already. Switch it off first to use another app.',
    });
  });
}

/** Switches it on with a code of the app. The recovery codes are shown this once. Throws AppError 422. */
export function confirmTwoFactor(
  caller: Caller,
  code: string,
  address: string,
): Promise<{ codes: string[] }> {
  const codes = newRecoveryCodes();
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ totp_secret: string | null }>(
      'SELECT totp_secret FROM user_account WHERE id = $1 AND totp_confirmed_at IS NULL FOR UPDATE',
      [caller.id],
    );
    const secret = rows[0]?.totp_secret;
    const step = secret ? stepOfCode(secret, code.trim(), Date.now()) : null;
    if (step === null) throw wrongCode(422);
    await client.query(
      `UPDATE user_account SET totp_confirmed_at = now(), totp_last_step = $2, recovery_codes = $3 WHERE id = $1`,
      [caller.id, step, codes.map(codeDigest)],
    );
    await recordAct(client, {
      action: 'two_factor.on',
      actor: actorOf(caller, address),
      target: { kind: 'person', id: caller.id, name: caller.name },
    });
    return { codes };
  });
}

/** Switches it off. The password was checked by the caller of this. */
export function endTwoFactor(caller: Caller, address: string): Promise<void> {
  return inTransaction(async (client) => {
    await client.query(
      `UPDATE user_account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL,
         recovery_codes = '{}' WHERE id = $1`,
      [caller.id],
    );
    await recordAct(client, {
      action: 'two_factor.off',
      actor: actorOf(caller, address),
      target: { kind: 'person', id: caller.id, name: caller.name },
    });
  });
}

interface FactorRow {
  name: string;
  totp_secret: string;
  totp_last_step: string | null;
  recovery_codes: string[];
}

/** Uses up a code of the app or a recovery code of the account; false when it is neither, or was used before. */
export function useSecondFactor(userId: string, code: string, address: string): Promise<boolean> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<FactorRow>(
      `SELECT name, totp_secret, totp_last_step::text, recovery_codes FROM user_account
       WHERE id = $1 AND totp_confirmed_at IS NOT NULL FOR UPDATE`,
      [userId],
    );
    const row = rows[0];
    if (!row) return false;
    const step = stepOfCode(row.totp_secret, code.replace(/\s/g, ''), Date.now());
    if (step !== null) {
      // A code somebody has watched being typed is worth nothing (RFC 6238 §5.2).
      if (step <= Number(row.totp_last_step ?? -1)) return false;
      await client.query('UPDATE user_account SET totp_last_step = $2 WHERE id = $1', [userId, step]);
      return true;
    }
    const digest = codeDigest(code);
    if (!row.recovery_codes.includes(digest)) return false;
    await client.query(
      'UPDATE user_account SET recovery_codes = array_remove(recovery_codes, $2) WHERE id = $1',
      [userId, digest],
    );
    await recordAct(client, {
      action: 'two_factor.code_used',
      actor: { id: userId, name: row.name, address },
      target: { kind: 'person', id: userId, name: row.name },
      after: { codesLeft: row.recovery_codes.length - 1 },
    });
    return true;
  });
}

export function wrongCode(status: 401 | 422): AppError {
  return new AppError({
    code: 'wrong_code',
    status,
    message: 'This code is wrong or was used already. Wait for the next one in your app and type that.',
  });
}
