import { Platform1760000000001 } from './0001-platform.js';
import { OfficesAndIdentity1760000000002 } from './0002-offices-and-identity.js';
import { Registry1760000000003 } from './0003-registry.js';
import { Inspections1760000000004 } from './0004-inspections.js';
import { Reminders1760000000005 } from './0005-reminders.js';
import { IdentityAndAudit1760000000006 } from './0006-identity-and-audit.js';
import { RegistryHistory1760000000007 } from './0007-registry-history.js';
import { LifeCycle1760000000008 } from './0008-life-cycle.js';
import { RegistrySpeed1760000000009 } from './0009-registry-speed.js';
import { Renewals1760000000010 } from './0010-renewals.js';
import { Recommendations1760000000011 } from './0011-recommendations.js';
import { Requirements1760000000012 } from './0012-requirements.js';
import { InspectionLifeCycle1760000000013 } from './0013-inspection-life-cycle.js';
import { FollowUp1760000000014 } from './0014-follow-up.js';
import { Registers1760000000015 } from './0015-registers.js';
import { Workforce1760000000016 } from './0016-workforce.js';
import { Plans1760000000017 } from './0017-plans.js';
import { Staffing1760000000018 } from './0018-staffing.js';
import { Proofs1760000000019 } from './0019-proofs.js';

/**
 * Every change of the schema, oldest first. One file each, in SQL that both engines read the same: days and moments
 * are text, names are quoted. A file that has been released is never edited; a later one changes what it made.
 */
export const migrations = [
  Platform1760000000001,
  OfficesAndIdentity1760000000002,
  Registry1760000000003,
  Inspections1760000000004,
  Reminders1760000000005,
  IdentityAndAudit1760000000006,
  RegistryHistory1760000000007,
  LifeCycle1760000000008,
  RegistrySpeed1760000000009,
  Renewals1760000000010,
  Recommendations1760000000011,
  Requirements1760000000012,
  InspectionLifeCycle1760000000013,
  FollowUp1760000000014,
  Registers1760000000015,
  Workforce1760000000016,
  Plans1760000000017,
  Staffing1760000000018,
  Proofs1760000000019,
];
