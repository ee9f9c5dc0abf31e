/** Whether this page is the one that others may frame: see proxy.ts. */
export const isFramed = (): boolean => location.pathname.startsWith('/embed/');
