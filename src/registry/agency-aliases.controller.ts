import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Requires } from '../identity/requires.js';
import type { Moment } from '../platform/clock/calendar.js';
import { Trimmed } from '../platform/http/form-values.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { AgencyAliases, type AliasOfAgency } from './agency-aliases.service.js';
import { requireWholeRegister } from './whole-register.js';

class AliasRequest {
  @ApiProperty({ example: 'Lake Conty Sheriff’s Office' })
  @Trimmed()
  @IsNotEmpty({ message: 'name must be the agency’s other name' })
  @IsString()
  @MaxLength(255)
  name!: string;

  @ApiProperty({
    example: 'So printed on the list of 18 July 2025.',
    description: 'How it is known',
  })
  @Trimmed()
  @IsNotEmpty({ message: 'source must say how it is known' })
  @IsString()
  @MaxLength(1000)
  source!: string;
}

class AliasRemovalRequest {
  @ApiProperty({ example: 'They are two agencies.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

class AliasResponse {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() source!: string;
  @ApiProperty() recordedAt!: Moment;
  @ApiProperty() recordedBy!: string;
}

class AliasListResponse {
  @ApiProperty({ type: [AliasResponse] }) items!: AliasResponse[];
}

/** The other names under which official lists show an agency. */
@ApiTags('agencies')
@Controller('api/v1/agencies/:id/aliases')
export class AgencyAliasesController {
  constructor(private readonly aliases: AgencyAliases) {}

  @Get()
  @Requires('imports.read')
  @ApiOperation({ summary: 'The other names of an agency' })
  @ApiOkResponse({ type: AliasListResponse })
  async list(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<AliasListResponse> {
    requireWholeRegister(viewer);
    return { items: (await this.aliases.of(id)).map(aliasResponse) };
  }

  @Post()
  @HttpCode(201)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Say that lists show the agency under another name' })
  @ApiCreatedResponse({ type: AliasResponse })
  async add(
    @Param('id') id: string,
    @Body() request: AliasRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AliasResponse> {
    requireWholeRegister(viewer);
    return aliasResponse(await this.aliases.add(id, request, viewer.name));
  }

  @Post(':aliasId/removal')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Take another name back' })
  @ApiOkResponse({ type: AliasListResponse })
  async remove(
    @Param('id') id: string,
    @Param('aliasId') aliasId: string,
    @Body() { reason }: AliasRemovalRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AliasListResponse> {
    requireWholeRegister(viewer);
    await this.aliases.remove(id, aliasId, reason);
    return { items: (await this.aliases.of(id)).map(aliasResponse) };
  }
}

const aliasResponse = ({
  id,
  name,
  source,
  recordedAt,
  recordedBy,
}: AliasOfAgency): AliasResponse => ({
  id,
  name,
  source,
  recordedAt,
  recordedBy,
});
