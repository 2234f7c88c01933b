import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'moa:public';

/** The route is for everybody, signed in or not. All others declare a permission or refuse. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);
