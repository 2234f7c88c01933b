import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { IsDayText } from '../../platform/http/validation.js';
import { etagOf } from '../../platform/http/etag.js';
import type { AgreementDocument } from './document.entity.js';
import { DOCUMENT_KINDS } from './documents.rules.js';

export class DocumentsQuery {
  @ApiPropertyOptional({ example: '2012-06-25', description: 'Only what held on that day' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: string;
}

/** The fields beside the file; what is wrong with them is said of each. */
export class DocumentUpload {
  @ApiProperty({ type: String, example: 'Memorandum of agreement of 15 October 2009' })
  @IsString()
  @MaxLength(1000)
  title: string = '';

  @ApiProperty({ type: String, enum: DOCUMENT_KINDS, example: 'moa' })
  @IsString()
  @MaxLength(20)
  kind: string = '';

  @ApiProperty({
    type: String,
    example: '2009-10-15',
    description: 'The first day on which it holds',
  })
  @IsString()
  @MaxLength(10)
  holdsFrom: string = '';

  @ApiPropertyOptional({ description: 'The id of the document that it revises' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(36)
  revisesId?: string;
}

/** As it is described; the file is read by `readUpload`. */
export class DocumentUploadWithFile extends DocumentUpload {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'PDF, DOCX, PNG, JPEG or plain text, at most 25 MB',
  })
  file!: unknown;
}

export class WithdrawalRequest {
  @ApiProperty({ example: 'Attached to the wrong agreement.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why the document is withdrawn' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class DocumentResponse {
  @ApiProperty() id!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'The first day on which it holds' }) holdsFrom!: string;
  @ApiProperty({ description: 'Of the revisions of a document one holds on a day' })
  isHolding!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The document that it revises' })
  revisesId!: string | null;
  @ApiProperty({ description: 'Of the content, lower-case hexadecimal' }) sha256!: string;
  @ApiProperty() byteCount!: number;
  @ApiProperty() fileName!: string;
  @ApiProperty() mediaType!: string;
  @ApiProperty() uploadedAt!: string;
  @ApiProperty() uploadedBy!: string;
  @ApiProperty({ type: String, nullable: true }) withdrawnAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBecause!: string | null;
  @ApiProperty({ example: '/api/v1/documents/0199…/content' }) contentPath!: string;
  @ApiProperty({ description: 'Send it as If-Match to withdraw the document' }) etag!: string;
}

export class DocumentListResponse {
  @ApiProperty({ description: 'The day whose documents are marked as holding' }) asOf!: string;
  @ApiProperty({ type: [DocumentResponse] }) items!: DocumentResponse[];
}

export const documentResponse = (
  document: AgreementDocument,
  holding: readonly AgreementDocument[],
): DocumentResponse => ({
  id: document.id,
  agreementId: document.agreementId,
  kind: document.kind,
  title: document.title,
  holdsFrom: document.holdsFrom,
  isHolding: holding.some(({ id }) => id === document.id),
  revisesId: document.revisesId,
  sha256: document.sha256,
  byteCount: document.byteCount,
  fileName: document.fileName,
  mediaType: document.mediaType,
  uploadedAt: document.uploadedAt,
  uploadedBy: document.uploadedBy,
  withdrawnAt: document.withdrawnAt,
  withdrawnBy: document.withdrawnBy,
  withdrawnBecause: document.withdrawnBecause,
  contentPath: `/api/v1/documents/${document.id}/content`,
  etag: etagOf(document),
});
