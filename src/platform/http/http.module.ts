import { Global, Module } from '@nestjs/common';
import { Navigation } from '../pages/navigation.js';

@Global()
@Module({ providers: [Navigation], exports: [Navigation] })
export class HttpModule {}
