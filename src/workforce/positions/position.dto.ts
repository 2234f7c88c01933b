import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { IsDayText } from '../../platform/http/validation.js';
import { TEAM_ROLES, type TeamRole } from '../position.entity.js';

const ROLE_MESSAGE = { message: `role must be one of ${TEAM_ROLES.join(', ')}` };

/** What a list of positions may be narrowed to: the same in the API, on the page and in the export. */
export class PositionQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2012-09-26', description: 'Today, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: string;

  @ApiPropertyOptional({ enum: TEAM_ROLES })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(TEAM_ROLES, ROLE_MESSAGE)
  role?: TeamRole;

  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['true', 'false'], { message: 'vacant must be true or false' })
  vacant?: 'true' | 'false';

  @ApiPropertyOptional({
    example: 'TASK_FORCE',
    description:
      'Code of a program model that the holder may inspect or, where it is vacant, the position asks for',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(40)
  qualification?: string;
}

/** What a position is changed to: all of it. */
export class PositionChangeRequest {
  @ApiProperty({ example: 'Inspector 11' })
  @Trimmed()
  @IsString()
  @MaxLength(255)
  title!: string;

  @ApiProperty({ example: 'Atlanta', description: 'Name or id of the field office' })
  @Trimmed()
  @IsString()
  @MaxLength(255)
  homeOffice!: string;

  @ApiProperty({
    type: [String],
    example: ['DETENTION'],
    description: 'Codes of the program models that it asks of its holder',
  })
  @IsArray({ message: 'qualifications must be a list of codes of program models' })
  @IsString({ each: true, message: 'qualifications must be a list of codes of program models' })
  qualifications!: string[];

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    example: 6,
    minimum: 0,
    maximum: 13,
    description: 'Null = the number that this installation set',
  })
  @ValidateIf((_, value) => value !== null)
  @IsOptional()
  @IsInt({ message: 'travelWeeksPerQuarter must be a whole number from 0 to 13' })
  @Min(0, { message: 'travelWeeksPerQuarter must be a whole number from 0 to 13' })
  @Max(13, { message: 'travelWeeksPerQuarter must be a whole number from 0 to 13' })
  travelWeeksPerQuarter?: number | null;
}

export class NewPositionRequest extends PositionChangeRequest {
  @ApiProperty({ enum: TEAM_ROLES, example: 'inspector' })
  @IsIn(TEAM_ROLES, ROLE_MESSAGE)
  role!: TeamRole;

  @ApiProperty({ example: '2012-10-01' })
  @IsDayText()
  establishedOn!: string;
}

export class FillRequest {
  @ApiProperty({
    example: '019b3f5e-0000-7000-8000-000000000001',
    description: 'The account of an active person of the fitting role',
  })
  @IsString()
  @MaxLength(36)
  accountId!: string;

  @ApiProperty({ example: '2012-10-01', description: 'The first day' })
  @IsDayText()
  from!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2013-10-01',
    description: 'The first day on which they no longer hold it',
  })
  @ValidateIf((_, value) => value !== null)
  @IsOptional()
  @IsDayText()
  until?: string | null;
}

export class VacancyRequest {
  @ApiProperty({ example: '2013-01-07', description: 'The first day without a holder' })
  @IsDayText()
  from!: string;

  @ApiProperty({ example: 'Goes to another unit.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class AbolitionRequest {
  @ApiProperty({ example: '2013-10-01', description: 'The first day without it' })
  @IsDayText()
  on!: string;

  @ApiProperty({ example: 'The vacancy was given up.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

class HolderResponse {
  @ApiProperty({ description: 'Account' }) id!: string;
  @ApiProperty() name!: string;
}

class LeaveDaysResponse {
  @ApiProperty() firstDay!: string;
  @ApiProperty() lastDay!: string;
}

class PositionSummaryResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: TEAM_ROLES }) role!: string;
  @ApiProperty() homeOffice!: string;
  @ApiProperty({
    type: [String],
    description: 'Of its holder on that day; of a vacant position, what it asks for',
  })
  qualifications!: string[];
  @ApiProperty({ type: 'integer' }) travelWeeksPerQuarter!: number;
  @ApiProperty({ type: HolderResponse, nullable: true, description: 'Null = vacant' })
  holder!: HolderResponse | null;
  @ApiProperty({ type: LeaveDaysResponse, nullable: true })
  leaveAhead!: LeaveDaysResponse | null;
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
}

export class PositionListResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: [PositionSummaryResponse] }) items!: PositionSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer' }) total!: number;
}

class HoldResponse {
  @ApiProperty({ type: HolderResponse }) person!: HolderResponse;
  @ApiProperty() from!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which they no longer hold it',
  })
  until!: string | null;
}

export class ConcernedVisitResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'INS-2013-0042' }) number!: string;
  @ApiProperty() agency!: string;
  @ApiProperty() startsOn!: string;
  @ApiProperty() endsOn!: string;
}

export class PositionResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: TEAM_ROLES }) role!: string;
  @ApiProperty() homeOffice!: string;
  @ApiProperty({ type: [String], description: 'What it asks of its holder' })
  qualifications!: string[];
  @ApiProperty({ type: 'integer' }) travelWeeksPerQuarter!: number;
  @ApiProperty({ description: 'Whether the installation’s number of travel weeks holds' })
  travelWeeksAreDefault!: boolean;
  @ApiProperty() establishedOn!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which it no longer exists',
  })
  abolishedOn!: string | null;
  @ApiProperty({ type: HolderResponse, nullable: true, description: 'Today; null = vacant' })
  holder!: HolderResponse | null;
  @ApiProperty({ type: [HoldResponse], description: 'The earliest first' })
  holders!: HoldResponse[];
  @ApiProperty({
    type: [ConcernedVisitResponse],
    description: 'Coming visits of its teams on whose days not one and the same person holds it',
  })
  concernedVisits!: ConcernedVisitResponse[];
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
  @ApiProperty({ type: 'integer' }) version!: number;
}
