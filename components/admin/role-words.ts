import type { Role } from '@/lib/auth/caller';
import type { SelectOption } from '../ui/select';

export const roleOptions: SelectOption[] = [
  { value: 'member', label: 'Member', note: 'makes pictures' },
  { value: 'auditor', label: 'Auditor', note: 'reads usage, people, log' },
  { value: 'admin', label: 'Admin', note: 'everything' },
];

export const roleWord = (role: Role) => roleOptions.find(({ value }) => value === role)!.label;
