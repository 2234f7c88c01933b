import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TooManyRequests } from '../../platform/http/problem.js';
import { Public } from '../../platform/http/public.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { localPath } from './local-path.js';
import { SignInForm } from './sign-in-form.js';
import { SignInService } from './sign-in.service.js';

class SignInQuery {
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

class SignInFields {
  @IsString() @MaxLength(255) email = '';
  @IsString() @MaxLength(255) password = '';
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(private readonly service: SignInService) {}

  @Public()
  @Get('sign-in')
  form(@Query() { next }: SignInQuery, @Req() request: FastifyRequest): Page | GoTo {
    if (request.viewer) return new GoTo(localPath(next));
    return new Page('Sign in', <SignInForm next={next} />);
  }

  @Public()
  @Post('sign-in')
  async signIn(
    @Body() fields: SignInFields,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | GoTo> {
    const { email, password, next } = fields;
    try {
      const accountId = await this.service.signIn({ email, address: request.ip }, password);
      if (!accountId)
        return refusal(fields, 422, { field: 'email', message: WRONG_EMAIL_OR_PASSWORD });
      await this.service.begin(request, accountId, 'password');
      return new GoTo(localPath(next));
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      void reply.header('retry-after', error.seconds);
      return refusal(fields, error.status, { message: `${error.title}. ${error.detail}` });
    }
  }

  @Public()
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest): Promise<GoTo> {
    await this.service.end(request);
    return new GoTo('/sign-in');
  }
}

/** Says neither which of the two was wrong nor whether there is such an account. */
const WRONG_EMAIL_OR_PASSWORD = 'The e-mail or the password is not right.';

const refusal = ({ next, email }: SignInFields, status: number, error: FieldError): Page =>
  new Page('Sign in', <SignInForm next={next} email={email} errors={[error]} />, { status });
