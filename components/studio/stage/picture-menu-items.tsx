'use client';
import { Archive, Brush, Copy, Dices, Image, type LucideIcon, Scaling, Sparkles } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useTranslations } from 'use-intl';
import { MenuList, menuItemClass } from '../../ui/menu-list';
import { useStudio } from '../studio-context';

/** The acts that need a word: where the picture can go, what can be made of it. `onLeave`: the page is left for it. */
export function PictureMenuItems({ onLeave, onClose }: { onLeave: () => void; onClose: () => void }) {
  const { actions, stage } = useStudio();
  const words = useTranslations('stage');
  const { drawAgain, upscale } = actions;
  const leave = (act: () => void) => () => {
    act();
    onLeave();
  };
  return (
    <MenuList onClose={onClose} className="min-w-56">
      <Item icon={Image} onSelect={leave(() => actions.send('img2img'))}>
        {words('menu.toImg2img')}
      </Item>
      <Item icon={Brush} onSelect={leave(() => actions.send('inpaint'))}>
        {words('menu.toInpaint')}
      </Item>
      <Item icon={Scaling} onSelect={leave(() => actions.send('extras'))}>
        {words('menu.toExtras')}
      </Item>
      <Line />
      <Item icon={Sparkles} disabled={upscale === null} onSelect={leave(() => upscale?.())}>
        {words('menu.upscale')}
      </Item>
      <Item icon={Dices} disabled={drawAgain === null} onSelect={leave(() => drawAgain?.('random'))}>
        {words('menu.againRandom')}
      </Item>
      <Line />
      <Item icon={Copy} onSelect={actions.copySeed}>
        {words('menu.copySeed')}
      </Item>
      {stage.pictures.length > 1 && (
        <Item icon={Archive} onSelect={actions.downloadAll}>
          {words('menu.downloadAll')}
        </Item>
      )}
    </MenuList>
  );
}

const Line = () => <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />;

interface ItemProps {
  icon: LucideIcon;
  disabled?: boolean;
  onSelect: () => void;
  children: string;
}

function Item({ icon: Icon, disabled, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item disabled={disabled} onSelect={onSelect} className={menuItemClass}>
      <Icon aria-hidden className="size-4 text-faint" />
      {children}
    </DropdownMenu.Item>
  );
}
