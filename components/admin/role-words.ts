import type { Role } from '@/lib/auth/caller';
import type { Words } from '@/lib/i18n/words';
import type { SelectOption } from '../ui/select-option';

const ROLES: readonly Role[] = ['member', 'auditor', 'admin'];

export const roleOptions = (words: Words<'roles'>): SelectOption[] =>
  ROLES.map((value) => ({ value, label: words(`${value}.name`), note: words(`${value}.note`) }));
