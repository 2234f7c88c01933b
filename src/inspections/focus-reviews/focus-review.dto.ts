import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsAbsent, WholeNumber } from '../../platform/http/form-values.js';

export class FocusReviewOrderRequest {
  @ApiProperty()
  @IsUUID(undefined, { message: 'agreementId must be the id of an agreement' })
  agreementId!: string;

  @ApiProperty({ type: [String], description: 'Open findings of the agreement' })
  @IsArray({ message: 'findingIds must be a list of findings' })
  @IsUUID(undefined, { each: true, message: 'findingIds must be the ids of findings' })
  findingIds!: string[];

  @ApiProperty({ example: '2012-12-14' })
  @IsString()
  @MaxLength(40)
  dueOn!: string;

  @ApiProperty({ example: 'The agency has a new commander.' })
  @IsString()
  @MaxLength(4000)
  reason!: string;
}

export class FocusReviewOrderResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'FR-2013-0007' }) number!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ type: String, nullable: true }) dueOn!: string | null;
  @ApiProperty() status!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

export class SavingQuery {
  @ApiPropertyOptional({ type: Number, example: 2013 })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'fiscalYear must be a year such as 2013' })
  @Min(2000, { message: 'fiscalYear must be a year such as 2013' })
  @Max(2100, { message: 'fiscalYear must be a year such as 2013' })
  fiscalYear?: number;
}

export class EffortResponse {
  @ApiProperty() visits!: number;
  @ApiProperty() personDays!: number;
  @ApiProperty({ description: 'Visits whose team is not on record: they count no person-days' })
  withoutTeam!: number;
}

export class SavingYearResponse {
  @ApiProperty({ example: 2013 }) fiscalYear!: number;
  @ApiProperty({ description: 'Agreements with a focus review in the year' })
  agreements!: number;
  @ApiProperty({ type: EffortResponse }) focusDone!: EffortResponse;
  @ApiProperty({ type: EffortResponse }) focusPlanned!: EffortResponse;
  @ApiProperty({ type: EffortResponse, description: 'Of the same agreements, in the same year' })
  fullDone!: EffortResponse;
  @ApiProperty({ type: EffortResponse, description: 'Of the same agreements, in the same year' })
  fullPlanned!: EffortResponse;
}

export class SavingResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty() computedFrom!: string;
  @ApiProperty({ type: [SavingYearResponse] }) years!: SavingYearResponse[];
}
