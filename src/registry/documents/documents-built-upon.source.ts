import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  countedByName,
  type RegisterDependent,
  RegisterDependents,
} from '../register-dependents.js';
import { AgreementDocument } from './document.entity.js';

/** Documents that somebody attached. One that was withdrawn holds nothing back. */
@Injectable()
export class DocumentsBuiltUpon implements RegisterDependent {
  constructor(
    dependents: RegisterDependents,
    private readonly unitOfWork: UnitOfWork,
  ) {
    dependents.register(this);
  }

  async describe(agreementIds: readonly string[]): Promise<string | null> {
    const documents = await this.unitOfWork.reading().find(AgreementDocument, {
      where: { agreementId: In([...agreementIds]), withdrawnAt: IsNull() },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
    return countedByName(
      'document',
      documents.map(({ title }) => title),
    );
  }
}
