'use client';
import { Moon, Sun } from 'lucide-react';
import { IconButton } from '@/app/ui/Button';
import { toggleTheme, useTheme } from '@/app/ui/theme';

export function ThemeButton() {
  const theme = useTheme();
  return (
    <IconButton label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={toggleTheme}>
      {theme === 'dark' ? <Sun size={15} /> : <Moon size={15} />}
    </IconButton>
  );
}
