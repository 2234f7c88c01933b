import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../platform/http/form-values.js';
import { AGENCY_TYPES, type NewAgreement } from './creation.rules.js';

/** A field that the rules look at; what is wrong with it is said of each. */
const Field = (example: string, description: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ type: String, example, description }), IsString(), MaxLength(1000));

const OptionalField = (example: string, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, example, description }),
    IsOptional(),
    EmptyIsAbsent(),
    IsString(),
    MaxLength(1000),
  );

/** The body of the API, and the form of the page. */
export class CreationBody implements NewAgreement {
  @ApiPropertyOptional({ description: 'A known agency; else state, agencyName and agencyType' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(36)
  agencyId?: string;

  @OptionalField('FL', 'Of a new agency: two-letter code') state?: string;
  @OptionalField("Lake County Sheriff's Office", 'Of a new agency') agencyName?: string;
  @OptionalField('County', `Of a new agency: ${AGENCY_TYPES.join(', ')}`) agencyType?: string;
  @OptionalField('Lake County', 'Of a new agency') county?: string;
  @Field('TASK_FORCE', 'Code of the program model') model: string = '';
  @Field('active', 'pending or active') status: string = '';
  @Field('2012-09-20', 'The day of the signing, or since when it is pending') on: string = '';
  @OptionalField('2015-09-20', 'The end that the text states') endsOn?: string;
  @OptionalField('TFM 2025', 'The template of the text') template?: string;
  @Field('The signed agreement', 'Where it is written') source: string = '';
}
