import { ApiProperty } from '@nestjs/swagger';
import { AgreementResponse } from '../agreement.dto.js';

const counts = { type: 'object' as const, additionalProperties: { type: 'integer' as const } };

export class FieldOfficeResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'Atlanta' }) name!: string;
  @ApiProperty() city!: string;
  @ApiProperty({ example: 'GA' }) state!: string;
  @ApiProperty({ example: 'America/New_York' }) timeZone!: string;
}

export class FieldOfficeSummaryResponse extends FieldOfficeResponse {
  @ApiProperty({ type: 'integer', description: 'In force' }) agreements!: number;
  @ApiProperty({ type: 'integer', description: 'That it answers for' }) agencies!: number;
}

export class FieldOfficeListResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: String, nullable: true }) knownAt!: string | null;
  @ApiProperty({ type: [FieldOfficeSummaryResponse] }) items!: FieldOfficeSummaryResponse[];
}

class AreaCountsResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: String, nullable: true }) knownAt!: string | null;
  @ApiProperty({ type: 'integer', description: 'Agreements in force' }) agreements!: number;
  @ApiProperty({ ...counts, description: 'In force, by model; every model is named' })
  byModel!: Record<string, number>;
  @ApiProperty({ ...counts, description: 'In force, by two-letter state' })
  byState!: Record<string, number>;
  @ApiProperty({ ...counts, description: 'All that existed on the day, by status' })
  byStatus!: Record<string, number>;
  @ApiProperty({
    type: [AgreementResponse],
    description: 'The first 50 in force; /api/v1/agreements has all',
  })
  items!: AgreementResponse[];
}

export class AreaOfResponsibilityResponse {
  @ApiProperty({ example: 'TX' }) state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null = the whole state' })
  county!: string | null;
}

export class FieldOfficeDetailResponse extends AreaCountsResponse {
  @ApiProperty() fieldOffice!: FieldOfficeResponse;
  @ApiProperty({ description: 'As ICE prints it' }) areaAsPrinted!: string;
  @ApiProperty({ type: [AreaOfResponsibilityResponse] }) area!: AreaOfResponsibilityResponse[];
  @ApiProperty({ type: 'integer', description: 'Agencies that it answers for' }) agencies!: number;
}

export class StateDetailResponse extends AreaCountsResponse {
  @ApiProperty({ example: 'TX' }) state!: string;
  @ApiProperty({ example: 'Texas' }) name!: string;
  @ApiProperty({ type: [FieldOfficeResponse], description: "By today's map" })
  fieldOffices!: FieldOfficeResponse[];
}
