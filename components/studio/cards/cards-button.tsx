'use client';
import { LayoutGrid } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';

const CardsDrawer = dynamic(() => import('./cards-drawer'));

/** Opens and closes the cards beside the prompts. */
export function CardsButton() {
  const words = useTranslations('cards');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-expanded={open}
        data-state={open ? 'open' : 'closed'}
        onClick={() => setOpen(!open)}
        className="px-2"
      >
        <LayoutGrid />
        {words('title')}
      </Button>
      {open && <CardsDrawer onClose={() => setOpen(false)} />}
    </>
  );
}
