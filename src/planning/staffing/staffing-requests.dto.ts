import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { EmptyIsAbsent, Trimmed, WholeNumber } from '../../platform/http/form-values.js';
import { TEAM_ROLES, type TeamRole } from '../../workforce/position.entity.js';
import type { WantedChange } from './change-requests.js';
import { CHANGE_KINDS, MOST_ADDED, MOST_TRAVEL_WEEKS } from './scenario.rules.js';

const A_YEAR = { message: 'fiscalYear must be a year such as 2013' };

export class StaffingQuery {
  @ApiPropertyOptional({ type: Number, example: 2013, description: 'The latest with scenarios' })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt(A_YEAR)
  @Min(2003, A_YEAR)
  @Max(2100, A_YEAR)
  fiscalYear?: number;
}

/** A change of a scenario. */
export class ChangeRequest implements WantedChange {
  @ApiProperty({ enum: CHANGE_KINDS, example: 'add' })
  @IsIn(CHANGE_KINDS, { message: `kind must be one of ${CHANGE_KINDS.join(', ')}` })
  kind!: (typeof CHANGE_KINDS)[number];

  @ApiPropertyOptional({ type: Number, example: 2, description: 'Of add: how many people' })
  @IsOptional()
  @WholeNumber()
  @IsInt({ message: `count must be a whole number from 1 to ${MOST_ADDED}` })
  count?: number;

  @ApiPropertyOptional({
    enum: TEAM_ROLES,
    example: 'inspector',
    description: 'Of add; of travel-weeks too, where it is not for everybody',
  })
  @IsOptional()
  @IsIn(TEAM_ROLES, { message: `role must be one of ${TEAM_ROLES.join(', ')}` })
  role?: TeamRole;

  @ApiPropertyOptional({
    type: [String],
    example: ['DETENTION'],
    description: 'Of add: the models that they may inspect',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  models?: string[];

  @ApiPropertyOptional({
    example: 'Atlanta',
    description: 'Of add and move: a field office, by its name or id',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  homeOffice?: string;

  @ApiPropertyOptional({
    description:
      'Of remove, move, vacate and fill: a position’s id; `new-inspector-1` is the first inspector that the scenario adds',
  })
  @IsOptional()
  @IsString()
  @MaxLength(36)
  position?: string;

  @ApiPropertyOptional({
    type: Number,
    example: 8,
    description: 'Of travel-weeks: at most so many a quarter',
  })
  @IsOptional()
  @WholeNumber()
  @IsInt({ message: `weeks must be a whole number from 0 to ${MOST_TRAVEL_WEEKS}` })
  weeks?: number;
}

class OfAYear {
  @ApiProperty({ example: 2013 })
  @WholeNumber()
  @IsInt(A_YEAR)
  @Min(2003, A_YEAR)
  @Max(2100, A_YEAR)
  fiscalYear!: number;
}

export class CreateScenarioRequest extends OfAYear {
  @ApiProperty({ example: 'Two more inspectors in Atlanta' })
  @Trimmed()
  @IsNotEmpty({ message: 'name must say what this scenario tries' })
  @IsString()
  @MaxLength(200)
  name!: string;

  @ApiPropertyOptional({ example: 'Asked for by headquarters.' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(2000)
  note?: string;

  @ApiProperty({ type: [ChangeRequest], description: 'One after the other' })
  @IsArray()
  @ArrayNotEmpty({ message: 'changes must say what is different' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ChangeRequest)
  changes!: ChangeRequest[];
}

/** A note that is absent stays as it is. */
export class RenameScenarioRequest extends PickType(CreateScenarioRequest, ['name', 'note']) {}

export class CreateSeriesRequest extends OfAYear {
  @ApiProperty({ enum: TEAM_ROLES, example: 'inspector' })
  @IsIn(TEAM_ROLES, { message: `role must be one of ${TEAM_ROLES.join(', ')}` })
  role!: TeamRole;
}

export class ScenarioComparisonQuery {
  /** One is a text, several are a list. */
  @ApiProperty({ type: [String], description: 'Ids of scenarios that rest on the same facts' })
  @Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? [] : [value].flat(),
  )
  @IsArray()
  @ArrayMaxSize(12)
  @IsString({ each: true })
  @MaxLength(36, { each: true })
  scenario: string[] = [];
}
