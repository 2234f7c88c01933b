import { Injectable } from '@nestjs/common';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { readDataTable, versionOfTables } from '../platform/installation/reference-data.js';
import { findCounty } from './counties.js';
import { AreaOfResponsibility, FieldOffice } from './office.entity.js';
import { stateCode } from './states.rules.js';

const OFFICES = 'field-offices/field-offices.csv';
const AREAS = 'field-offices/areas-of-responsibility.csv';
const COUNTIES = 'counties/counties.csv';

/** The ERO field offices and today's map of who answers for which state or county. */
@Injectable()
export class InstallFieldOffices implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'field-offices';
  readonly version = versionOfTables(OFFICES, AREAS, COUNTIES);
  readonly order = 10;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const offices = readDataTable(OFFICES, [
      'name',
      'city',
      'state',
      'county',
      'time_zone',
      'area_as_printed',
    ]);
    const areas = readDataTable(AREAS, ['office', 'state', 'county']);
    await this.unitOfWork.run(async (manager) => {
      await insertOnce(
        manager,
        FieldOffice,
        offices.map((row) => ({
          id: newId(),
          name: row.name,
          city: row.city,
          state: row.state,
          timeZone: row.time_zone,
          areaAsPrinted: row.area_as_printed,
          ...placeOf(row),
        })),
      );
      // An office of before has no place yet.
      for (const row of offices)
        await manager.update(FieldOffice, { name: row.name }, placeOf(row));
      const idOf = new Map((await manager.find(FieldOffice)).map(({ name, id }) => [name, id]));
      await insertOnce(
        manager,
        AreaOfResponsibility,
        areas.map((row) => ({
          id: newId(),
          officeId: known(idOf.get(row.office), row.office),
          state: known(stateCode(row.state), row.state),
          county: row.county === '' ? null : row.county,
        })),
      );
    });
  }
}

/** Where an office lies: the centroid of its city's county. */
function placeOf(row: { state: string; county: string }): { latitude: number; longitude: number } {
  const state = known(stateCode(row.state), row.state);
  const { latitude, longitude } = known(findCounty(state, row.county), row.county);
  return { latitude, longitude };
}

/** @throws Error when the data names an office, a state or a county that there is not */
function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined)
    throw new Error(`data/field-offices names "${name}", which is not known`);
  return value;
}
