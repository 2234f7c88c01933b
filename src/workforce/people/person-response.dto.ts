import { ApiProperty } from '@nestjs/swagger';
import { ConcernedVisitResponse } from '../positions/position.dto.js';

class RecordWithdrawnResponse {
  @ApiProperty() at!: string;
  @ApiProperty() by!: string;
  @ApiProperty() reason!: string;
}

class NamedPersonResponse {
  @ApiProperty({ description: 'Account' }) id!: string;
  @ApiProperty() name!: string;
}

/** What every fact of somebody's service says of itself. */
class RecordResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: RecordWithdrawnResponse, nullable: true })
  withdrawn!: RecordWithdrawnResponse | null;
  @ApiProperty({ description: 'To be sent as If-Match with an edit' }) etag!: string;
}

export class QualificationResponse extends RecordResponse {
  @ApiProperty({ example: 'DETENTION' }) model!: string;
  @ApiProperty() from!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which it no longer holds',
  })
  until!: string | null;
  @ApiProperty() basis!: string;
  @ApiProperty({ type: String, nullable: true }) trainingId!: string | null;
}

export class TrainingResponse extends RecordResponse {
  @ApiProperty({ type: NamedPersonResponse }) inspector!: NamedPersonResponse;
  @ApiProperty({ type: NamedPersonResponse }) leader!: NamedPersonResponse;
  @ApiProperty() model!: string;
  @ApiProperty() firstDay!: string;
  @ApiProperty() lastDay!: string;
  @ApiProperty({ enum: ['passed', 'not-passed'] }) result!: string;
  @ApiProperty() note!: string;
}

export class LeaveResponse extends RecordResponse {
  @ApiProperty() firstDay!: string;
  @ApiProperty() lastDay!: string;
  @ApiProperty() note!: string;
  @ApiProperty({
    type: [ConcernedVisitResponse],
    description: 'Visits in a week of which a day is leave',
  })
  concernedVisits!: ConcernedVisitResponse[];
}

class AgencyNameResponse {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() state!: string;
}

export class ConflictResponse extends RecordResponse {
  @ApiProperty({ type: AgencyNameResponse }) agency!: AgencyNameResponse;
  @ApiProperty() reason!: string;
  @ApiProperty() from!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which it no longer holds',
  })
  until!: string | null;
  @ApiProperty({ type: [ConcernedVisitResponse], description: 'Visits of that agency' })
  concernedVisits!: ConcernedVisitResponse[];
}

class HeldPositionResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() from!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which they no longer hold it',
  })
  until!: string | null;
}

class PersonSummaryResponse {
  @ApiProperty({ description: 'Account' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'inspector' }) role!: string;
  @ApiProperty({ type: HeldPositionResponse, nullable: true, description: 'Held today' })
  position!: HeldPositionResponse | null;
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
}

export class PersonListResponse {
  @ApiProperty({ type: [PersonSummaryResponse] }) items!: PersonSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer' }) total!: number;
}

/** What is on record of somebody's service; what was withdrawn is there too, and says so. */
export class PersonResponse {
  @ApiProperty({ description: 'Account' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'inspector' }) role!: string;
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: [HeldPositionResponse], description: 'The earliest first' })
  positions!: HeldPositionResponse[];
  @ApiProperty({ type: [QualificationResponse] }) qualifications!: QualificationResponse[];
  @ApiProperty({ type: [TrainingResponse] }) trainingsReceived!: TrainingResponse[];
  @ApiProperty({ type: [TrainingResponse] }) trainingsGiven!: TrainingResponse[];
  @ApiProperty({ type: [LeaveResponse] }) leaves!: LeaveResponse[];
  @ApiProperty({ type: [ConflictResponse] }) conflicts!: ConflictResponse[];
  @ApiProperty({ type: [ConcernedVisitResponse], description: 'That they are to go on' })
  comingVisits!: ConcernedVisitResponse[];
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
}
