import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ProblemItemResponse {
  @ApiPropertyOptional({ example: '/reason', description: 'JSON pointer into the body' })
  pointer?: string;
  @ApiPropertyOptional({ example: 'asOf', description: 'Parameter of the query' })
  parameter?: string;
  @ApiProperty({ example: 'asOf must be a day of the calendar such as 2012-09-26' })
  detail!: string;
}

/** How every refusal and failure is told (RFC 9457). */
export class ProblemResponse {
  @ApiProperty({
    example: 'urn:moa:problem:invalid-request',
    description: 'Stable: programs may rely on it',
  })
  type!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: 'integer', example: 400 }) status!: number;
  @ApiProperty() detail!: string;
  @ApiPropertyOptional({ type: [ProblemItemResponse] }) errors?: ProblemItemResponse[];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Of a 412: the thing as it is now',
  })
  current?: Record<string, unknown>;
  @ApiProperty({ description: 'Names the request, as x-request-id does' }) instance!: string;
}
