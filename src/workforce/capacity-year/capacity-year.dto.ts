import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { EmptyIsAbsent, WholeNumber } from '../../platform/http/form-values.js';
import { TEAM_ROLES } from '../position.entity.js';

const YEAR_MESSAGE = { message: 'fiscalYear must be a year from 2003 to 2100, such as 2013' };

export class CapacityQuery {
  @ApiPropertyOptional({ type: Number, example: 2013, description: 'The coming one, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt(YEAR_MESSAGE)
  @Min(2003, YEAR_MESSAGE)
  @Max(2100, YEAR_MESSAGE)
  fiscalYear?: number;
}

class LostWeeksResponse {
  @ApiProperty({ type: 'integer' }) vacant!: number;
  @ApiProperty({ type: 'integer' }) leave!: number;
  @ApiProperty({ type: 'integer' }) notEstablished!: number;
  @ApiProperty({ type: 'integer' }) abolished!: number;
}

class QuarterCapacityResponse {
  @ApiProperty({ type: 'integer' }) weeks!: number;
  @ApiProperty({ type: 'integer', description: 'In which the holder could travel' })
  available!: number;
  @ApiProperty({ type: 'integer', description: 'In which the holder may travel' }) travel!: number;
  @ApiProperty({ type: LostWeeksResponse }) lost!: LostWeeksResponse;
}

class CapacityPersonResponse {
  @ApiProperty() positionId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: TEAM_ROLES }) role!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null = vacant' })
  holder!: string | null;
  @ApiProperty({ type: [String] }) qualifications!: string[];
  @ApiProperty({ type: 'integer' }) travelWeeksPerQuarter!: number;
  @ApiProperty({ type: [QuarterCapacityResponse], description: 'Of the four quarters' })
  quarters!: QuarterCapacityResponse[];
  @ApiProperty() sample!: boolean;
}

class CapacityModelResponse {
  @ApiProperty({ example: 'JOINT' }) model!: string;
  @ApiProperty({ type: [Number], description: 'Travel weeks by quarter' }) leaders!: number[];
  @ApiProperty({ type: [Number], description: 'Travel weeks by quarter' }) inspectors!: number[];
}

export class CapacityYearResponse {
  @ApiProperty({ type: 'integer' }) fiscalYear!: number;
  @ApiProperty({ description: 'The day whose holders and qualifications count' })
  countedOn!: string;
  @ApiProperty({ type: [CapacityPersonResponse] }) positions!: CapacityPersonResponse[];
  @ApiProperty({ type: [CapacityModelResponse] }) models!: CapacityModelResponse[];
}
