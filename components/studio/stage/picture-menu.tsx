'use client';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { MenuButton } from '../../ui/menu-button';

const load = () => import('./picture-menu-items').then(({ PictureMenuItems }) => PictureMenuItems);
const PictureMenuItems = dynamic(load, { ssr: false });

/** What else can be done with the picture. */
export function PictureMenu({ onLeave }: { onLeave: () => void }) {
  const words = useTranslations('stage');
  return (
    <MenuButton
      label={words('toolbar.more')}
      menu={(onClose) => <PictureMenuItems onLeave={onLeave} onClose={onClose} />}
      load={load}
    >
      <Ellipsis />
    </MenuButton>
  );
}
