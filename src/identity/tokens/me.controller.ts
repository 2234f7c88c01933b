import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Requires } from '../requires.js';

export class MeResponse {
  @ApiProperty() accountId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'program-manager' }) role!: string;
  @ApiProperty({
    enum: ['everywhere', 'field-office', 'own-visits'],
    description: 'How far what you may do reaches',
  })
  scope!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the field office that limits what you see; null = none does',
  })
  fieldOffice!: string | null;
  @ApiProperty({ type: [String], example: ['agreements.read'] }) permissions!: string[];
  @ApiProperty({ enum: ['session', 'token'] }) via!: string;
}

@ApiTags('account')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @Requires('account.own')
  @ApiOperation({ summary: 'Who you are here, and what you may do' })
  @ApiOkResponse({ type: MeResponse })
  me(@CurrentViewer() viewer: Viewer): MeResponse {
    return {
      accountId: viewer.accountId,
      name: viewer.name,
      role: viewer.role,
      scope: viewer.scope,
      fieldOffice: viewer.officeName,
      permissions: [...viewer.permissions].sort(),
      via: viewer.via,
    };
  }
}
