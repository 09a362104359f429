/** Guards on operations. A test goes through all of them: one without a guard must be listed there as public. */
import { createMethodMiddlewareDecorator } from 'type-graphql';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';

/** Refuses the operation with UNAUTHENTICATED unless someone is signed in. */
export const SignedIn = (): MethodDecorator =>
  createMethodMiddlewareDecorator<Context>(({ context }, next) => {
    if (!context.viewer) throw new AppError('UNAUTHENTICATED');
    return next();
  });
