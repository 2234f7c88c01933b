import { Injectable } from '@nestjs/common';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { Account, ApiToken } from '../identity/account.entity.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';

/** Who may see what was done to accounts and tokens: whoever manages them, and their owners. */
@Injectable()
export class AccountSubjects {
  constructor(
    subjects: AuditSubjects,
    private readonly unitOfWork: UnitOfWork,
  ) {
    subjects.register({
      type: 'account',
      isVisible: (id, viewer) => this.isAccountVisible(id, viewer),
      path: (id, viewer) =>
        id !== NO_ACCOUNT && isManager(viewer) ? `/admin/accounts/${id}` : null,
    });
    subjects.register({
      type: 'token',
      isVisible: (id, viewer) => this.isTokenVisible(id, viewer),
      path: () => null,
    });
  }

  private async isAccountVisible(id: string, viewer: Viewer): Promise<boolean> {
    if (viewer.accountId === id) return true;
    const account = await this.unitOfWork.reading().findOneBy(Account, { id });
    return account !== null && (isManager(viewer) || account.ownerId === viewer.accountId);
  }

  private async isTokenVisible(id: string, viewer: Viewer): Promise<boolean> {
    const token = await this.unitOfWork.reading().findOneBy(ApiToken, { id });
    return token !== null && this.isAccountVisible(token.accountId, viewer);
  }
}

/** Stands for the account in an entry about somebody who has none: a failed sign-in. */
const NO_ACCOUNT = 'unknown';

const isManager = (viewer: Viewer): boolean => viewer.permissions.has('accounts.manage');
