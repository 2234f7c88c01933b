import { ApiProperty } from '@nestjs/swagger';

export class CensusCoverageResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The last official list up to the day',
  })
  lastList!: string | null;
  @ApiProperty({ type: String, nullable: true }) nextList!: string | null;
  @ApiProperty({ description: 'Whether the lists lie close enough to miss no change' })
  complete!: boolean;
}

const counts = { type: 'object' as const, additionalProperties: { type: 'integer' as const } };

export class CensusResponse {
  @ApiProperty({ example: '2012-06-25' }) asOf!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The moment that was asked for' })
  knownAt!: string | null;
  @ApiProperty({ type: 'integer', description: 'In force: active or under notice' })
  agreements!: number;
  @ApiProperty({ type: 'integer' }) agencies!: number;
  @ApiProperty({ type: 'integer' }) states!: number;
  @ApiProperty({ ...counts, description: 'In force, by model; every model is named' })
  byModel!: Record<string, number>;
  @ApiProperty({ ...counts, description: 'In force, by two-letter state' })
  byState!: Record<string, number>;
  @ApiProperty({
    type: 'object',
    additionalProperties: counts,
    description: 'In force, by state and then by model',
  })
  byStateAndModel!: Record<string, Record<string, number>>;
  @ApiProperty({ ...counts, description: 'All that existed on the day, by status' })
  byStatus!: Record<string, number>;
  @ApiProperty({
    ...counts,
    example: { 1: 1309, 2: 192, 3: 50 },
    description: 'How many agencies hold one agreement in force, two, three',
  })
  agenciesByAgreements!: Record<string, number>;
  @ApiProperty() coverage!: CensusCoverageResponse;
}
