/** Who may do what, as far as it hangs on who is asking alone. */
import type { Context, Viewer } from '../context.js';
import type { UserRole } from '../db/enums.js';
import { AppError } from '../errors.js';

/** @throws AppError UNAUTHENTICATED when nobody is signed in */
export const requireViewer = (ctx: Context): Viewer => {
  if (!ctx.viewer) throw new AppError('UNAUTHENTICATED');
  return ctx.viewer;
};

export const isEditor = (viewer: Viewer | undefined): boolean => hasRole(viewer, 'EDITOR', 'ADMIN');
export const isAdmin = (viewer: Viewer | undefined): boolean => hasRole(viewer, 'ADMIN');

const hasRole = (viewer: Viewer | undefined, ...roles: UserRole[]): boolean =>
  viewer !== undefined && roles.includes(viewer.role);

/** @throws AppError UNAUTHENTICATED, FORBIDDEN to whoever does not keep the bank */
export const requireEditor = (ctx: Context): Viewer => {
  const viewer = requireViewer(ctx);
  if (!isEditor(viewer)) throw new AppError('FORBIDDEN');
  return viewer;
};

/** @throws AppError UNAUTHENTICATED, FORBIDDEN to whoever is no admin */
export const requireAdmin = (ctx: Context): Viewer => {
  const viewer = requireViewer(ctx);
  if (!isAdmin(viewer)) throw new AppError('FORBIDDEN');
  return viewer;
};

/** What is a user's own: theirs to see, and admins'. */
export const isOwnerOrAdmin = (viewer: Viewer | undefined, ownerId: string): boolean =>
  viewer?.userId === ownerId || isAdmin(viewer);
