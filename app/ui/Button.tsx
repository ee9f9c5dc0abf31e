import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'outlined' | 'primary' | 'danger';
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words on it. */
export function Button({ look = 'outlined', small = false, className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`${styles.button} ${styles[look]} ${small ? styles.small : ''} ${className}`}
      {...rest}
    />
  );
}

/** A button with a picture on it; its label is its name for those who cannot see it, and its tooltip. */
export function IconButton({
  label,
  children,
  look = 'plain',
  className = '',
  ...rest
}: Omit<ButtonProps, 'aria-label'> & { readonly label: string; readonly children: ReactNode }) {
  return (
    <Button look={look} className={`${styles.icon} ${className}`} aria-label={label} title={label} {...rest}>
      {children}
    </Button>
  );
}
