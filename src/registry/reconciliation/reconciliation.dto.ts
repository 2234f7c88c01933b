import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { LIST_KINDS, type ListKind } from '../lists/listed-row.js';
import { DIFFERENCE_KINDS } from './reconciliation.js';

export class ListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: LIST_KINDS })
  @IsOptional()
  @IsIn(LIST_KINDS, { message: `kind must be one of ${LIST_KINDS.join(', ')}` })
  kind?: ListKind;
}

const text = { type: String, nullable: true } as const;
const count = { type: 'integer' as const };
const countOrNull = { type: 'integer' as const, nullable: true };

export class OfficialListResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: LIST_KINDS }) kind!: string;
  @ApiProperty({ example: '2012-10-02', description: 'The day of the list' }) asOf!: string;
  @ApiProperty({ ...count, description: 'Of several lists of a day the highest one holds' })
  edition!: number;
  @ApiProperty({ description: 'Whether it is the list that holds for its day' })
  holds!: boolean;
  @ApiProperty({ description: 'Whether it decides what was in force; those of 2012 are compared' })
  decides!: boolean;
  @ApiProperty(count) rows!: number;
  @ApiProperty({ ...countOrNull, description: 'The total that its caption states' })
  caption!: number | null;
  @ApiProperty() source!: string;
  @ApiProperty({ ...text, description: 'The import that brought it' }) importId!: string | null;
  @ApiProperty() recordedAt!: string;
  @ApiProperty({ ...text, description: 'When its import was undone' })
  withdrawnAt!: string | null;
  @ApiProperty({ ...count, description: 'Agreements that it shows, within your field office' })
  shown!: number;
  @ApiProperty({ ...count, description: 'What the register has in force (or pending) on its day' })
  inRegister!: number;
  @ApiProperty(count) differences!: number;
}

export class OfficialListsResponse {
  @ApiProperty({ type: [OfficialListResponse] }) items!: OfficialListResponse[];
  @ApiProperty(text) nextCursor!: string | null;
  @ApiProperty(count) total!: number;
}

export class DifferenceResponse {
  @ApiProperty({ enum: DIFFERENCE_KINDS }) kind!: string;
  @ApiProperty({ ...countOrNull, description: 'The row of the file' }) sheetRow!: number | null;
  @ApiProperty(text) agreementId!: string | null;
  @ApiProperty() agency!: string;
  @ApiProperty(text) state!: string | null;
  @ApiProperty({ description: 'What the list says' }) onList!: string;
  @ApiProperty({ description: 'What the register says' }) inRegister!: string;
  @ApiProperty({ description: 'Why they differ' }) reason!: string;
}

export class SideBySideResponse {
  @ApiProperty({ description: 'The two-letter state, or the model' }) of!: string;
  @ApiProperty(count) onList!: number;
  @ApiProperty(count) inRegister!: number;
}

export class CaptionResponse {
  @ApiProperty(count) stated!: number;
  @ApiProperty(count) rows!: number;
  @ApiProperty() agrees!: boolean;
}

export class ReconciliationResponse {
  @ApiProperty({ example: '64 rows, 64 in force, no difference; the caption says 63.' })
  summary!: string;
  @ApiProperty({ enum: LIST_KINDS }) kind!: string;
  @ApiProperty({ example: '2012-10-02' }) asOf!: string;
  @ApiProperty({ enum: ['decides', 'compared', 'replaced', 'withdrawn', 'not-stored'] })
  standing!: string;
  @ApiProperty({ ...text, description: 'The field office that limits what is compared' })
  fieldOffice!: string | null;
  @ApiProperty(count) rows!: number;
  @ApiProperty(count) shown!: number;
  @ApiProperty(count) inRegister!: number;
  @ApiProperty({ type: CaptionResponse, nullable: true }) caption!: CaptionResponse | null;
  @ApiProperty({ type: [DifferenceResponse] }) differences!: DifferenceResponse[];
  @ApiProperty({
    type: [DifferenceResponse],
    description: 'Known ways of the lists, which are no differences: a row twice, Joint as Jail',
  })
  notes!: DifferenceResponse[];
  @ApiProperty({ type: [SideBySideResponse] }) byState!: SideBySideResponse[];
  @ApiProperty({ type: [SideBySideResponse] }) byModel!: SideBySideResponse[];
}
