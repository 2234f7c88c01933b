import { ApiProperty } from '@nestjs/swagger';
import { StandardResponse } from './requirement.dto.js';
import { TEMPLATE_CODES } from './templates.rules.js';

/** How many requirements have each kind of standard. */
export class KindCountsResponse {
  @ApiProperty() limit!: number;
  @ApiProperty() share!: number;
  @ApiProperty() yesNo!: number;
  @ApiProperty() document!: number;
}

export class NotMeasurableResponse {
  @ApiProperty({ example: 'SUP-01' }) code!: string;
  @ApiProperty() category!: string;
  @ApiProperty() text!: string;
  @ApiProperty() clause!: string;
  @ApiProperty({ description: 'Why it cannot be measured' }) why!: string;
  @ApiProperty({ type: StandardResponse }) standard!: StandardResponse;
}

export class TemplateReportResponse {
  @ApiProperty({ enum: TEMPLATE_CODES }) template!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'DETENTION' }) model!: string;
  @ApiProperty({ description: 'How many requirements it carries' }) requirements!: number;
  @ApiProperty() measurable!: number;
  @ApiProperty({ type: KindCountsResponse }) measurableBy!: KindCountsResponse;
  @ApiProperty({ description: 'How many standards are read into the text' }) inferred!: number;
  @ApiProperty({ type: [NotMeasurableResponse] }) notMeasurable!: NotMeasurableResponse[];
}

export class MeasurabilityResponse {
  @ApiProperty({ example: '2012-09-26' }) asOf!: string;
  @ApiProperty({ type: [TemplateReportResponse] }) templates!: TemplateReportResponse[];
  @ApiProperty({ description: 'Which texts were not found' }) notFound!: string;
}
