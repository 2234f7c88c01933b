import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { CapacityQuery, CapacityYearResponse } from './capacity-year.dto.js';
import { CapacityYearService } from './capacity-year.service.js';

@ApiTags('workforce')
@Controller('api/v1/workforce/capacity')
export class CapacityYearController {
  constructor(private readonly capacity: CapacityYearService) {}

  @Get()
  @Requires('workforce.read')
  @ApiOperation({ summary: 'In how many weeks the unit can travel, by person, quarter and model' })
  @ApiOkResponse({ type: CapacityYearResponse })
  async ofYear(
    @Query() { fiscalYear }: CapacityQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<CapacityYearResponse> {
    const { people, models, ...about } = await this.capacity.findYear(fiscalYear, viewer);
    return {
      ...about,
      positions: people.map(({ person, quarters }) => ({
        positionId: person.positionId,
        title: person.title,
        role: person.role,
        holder: person.holder?.name ?? null,
        qualifications: person.models,
        travelWeeksPerQuarter: person.travelWeeksPerQuarter,
        quarters: quarters.map(({ weeks, availableFrom, travel, lost }) => ({
          ...{ weeks, available: availableFrom.length, travel },
          lost: {
            vacant: lost.vacant ?? 0,
            leave: lost.leave ?? 0,
            notEstablished: lost['not-established'] ?? 0,
            abolished: lost.abolished ?? 0,
          },
        })),
        sample: person.isSample,
      })),
      models,
    };
  }
}
