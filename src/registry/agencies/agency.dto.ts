import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { AgencyResponse, AgreementResponse } from '../agreement.dto.js';

const Filter = (example: string, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example, description }),
    IsOptional(),
    EmptyIsAbsent(),
    IsString(),
    MaxLength(100),
  );

export class AgencyQuery extends PageQuery {
  @Filter('TX', 'Two-letter code') state?: string;
  @Filter('Dallas', 'Name or id of the field office that answers for it today')
  fieldOffice?: string;
  @Filter('cobb', "Part of an agency's name") q?: string;
}

export class AgencyListResponse {
  @ApiProperty({ type: [AgencyResponse] }) items!: AgencyResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class OfficeAssignmentResponse {
  @ApiProperty({ example: 'Atlanta' }) fieldOffice!: string;
  @ApiProperty({ example: '2009-10-15' }) from!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The first day of the next one' })
  until!: string | null;
  @ApiProperty({ description: 'How it is known' }) basis!: string;
}

export class AgencyAliasResponse {
  @ApiProperty() name!: string;
  @ApiProperty() source!: string;
}

export class ListSpanResponse {
  @ApiProperty({ enum: ['participating', 'pending'] }) kind!: string;
  @ApiProperty({ description: 'Whether these lists show it' }) isListed!: boolean;
  @ApiProperty({ description: 'The first of the lists' }) from!: string;
  @ApiProperty({ description: 'The last of the lists' }) until!: string;
  @ApiProperty({ type: 'integer', description: 'How many lists' }) count!: number;
}

export class AgencyAgreementResponse extends AgreementResponse {
  @ApiProperty({ type: [ListSpanResponse], description: 'Which official lists show it, in runs' })
  lists!: ListSpanResponse[];
}

export class AgencyDetailResponse extends AgencyResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The moment that was asked for' })
  knownAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'How its place is known' })
  placeBasis!: string | null;
  @ApiProperty() source!: string;
  @ApiProperty({ type: [AgencyAliasResponse], description: 'Other names on lists' })
  otherNames!: AgencyAliasResponse[];
  @ApiProperty({ type: [OfficeAssignmentResponse] }) fieldOffices!: OfficeAssignmentResponse[];
  @ApiProperty({ type: [AgencyAgreementResponse], description: 'Of all models, as of the day' })
  agreements!: AgencyAgreementResponse[];
}

export class PlaceRequest {
  @ApiProperty({ example: 'Harris', description: 'Of the same state; empty for none' })
  @IsString()
  @MaxLength(100)
  county!: string;

  @ApiProperty({ example: 'County' })
  @IsString()
  @MaxLength(100)
  type!: string;

  @ApiProperty({ example: 'The county of its headquarters, by its letterhead.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why it is put right' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class PlacementRequest {
  @ApiPropertyOptional({ example: 'Harris', description: 'Its county, or else the field office' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  county?: string;

  @ApiPropertyOptional({ example: 'Houston', description: 'Name or id of a field office' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  fieldOffice?: string;

  @ApiProperty({ example: 'Its address.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say how that is known' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

/** The form of an agency's page; what is wrong with it is shown beside its fields. */
export class PlaceForm {
  @IsString() @MaxLength(100) county = '';
  @IsString() @MaxLength(100) type = '';
  @IsString() @MaxLength(1000) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

/** The form of an agency that waits for a field office. */
export class PlacementForm {
  @IsString() @MaxLength(100) county = '';
  @IsString() @MaxLength(255) fieldOffice = '';
  @IsString() @MaxLength(1000) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}
