PRAGMA application_id = 1230402668;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0001');
CREATE TABLE authority (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL
    ) STRICT
    ;
CREATE TABLE change_set (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        recorded_at TEXT NOT NULL,
        stated_on TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        CONSTRAINT ck_change_set_recorded_at CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at)),
        CONSTRAINT ck_change_set_stated_on CHECK (stated_on IS date(stated_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO change_set VALUES(1,'2026-11-22T05:47:54Z','2026-11-22','tester','db init');
CREATE TABLE policy (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT NOT NULL,
        from_on TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT uq_policy_key_from_on UNIQUE ("key", from_on),
        CONSTRAINT ck_policy_from_on CHECK (from_on IS date(from_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO policy VALUES(1,'service.fte','2000-01-01','1.0');
INSERT INTO policy VALUES(2,'visits.every_months','2000-01-01','1');
INSERT INTO policy VALUES(3,'visits.grace_days','2000-01-01','7');
INSERT INTO policy VALUES(4,'visits.red_days','2000-01-01','30');
INSERT INTO policy VALUES(5,'visits.escalate_days','2000-01-01','60');
INSERT INTO policy VALUES(6,'visits.min_days_for_month','2000-01-01','15');
INSERT INTO policy VALUES(7,'checks.dbs_years','2000-01-01','3');
INSERT INTO policy VALUES(8,'checks.independence_months','2000-01-01','12');
INSERT INTO policy VALUES(9,'training.refresh_years','2000-01-01','3');
INSERT INTO policy VALUES(10,'expenses.figure_pence','2000-01-01','3000');
INSERT INTO policy VALUES(11,'expenses.pay_days','2000-01-01','14');
INSERT INTO policy VALUES(12,'expenses.rates.car','2000-01-01','45');
INSERT INTO policy VALUES(13,'expenses.rates.car_above','2000-01-01','25');
INSERT INTO policy VALUES(14,'expenses.rates.motorcycle','2000-01-01','24');
INSERT INTO policy VALUES(15,'expenses.rates.bicycle','2000-01-01','20');
INSERT INTO policy VALUES(16,'report.close_days','2000-01-01','5');
INSERT INTO policy VALUES(17,'expenses.rates.car','2026-04-06','55');
INSERT INTO policy VALUES(18,'service.name','2000-01-01','Fenmarsh Independent Visitors');
INSERT INTO policy VALUES(19,'service.contact','2000-01-01','01632 960000');
CREATE TABLE volunteer (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        name TEXT NOT NULL,
        email TEXT,
        phone TEXT,
        postcode TEXT,
        date_of_birth TEXT,
        gender TEXT,
        languages TEXT,
        interests TEXT,
        drives INTEGER,
        capacity INTEGER NOT NULL,
        min_child_age INTEGER,
        max_child_age INTEGER,
        max_miles INTEGER,
        CONSTRAINT uq_volunteer_key UNIQUE ("key"),
        CONSTRAINT ck_volunteer_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_volunteer_drives CHECK (drives IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity CHECK (capacity BETWEEN 0 AND 20),
        CONSTRAINT ck_volunteer_min_child_age CHECK (min_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_child_age CHECK (max_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_miles CHECK (max_miles BETWEEN 0 AND 1000)
    ) STRICT
    ;
CREATE TABLE child (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        name TEXT NOT NULL,
        date_of_birth TEXT,
        gender TEXT,
        ethnicity TEXT,
        religion TEXT,
        language TEXT,
        disability TEXT,
        looked_after INTEGER,
        authority_id INTEGER,
        interests TEXT,
        likes TEXT,
        dislikes TEXT,
        wants_gender TEXT,
        wants_gender_must INTEGER,
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT fk_child_authority_id FOREIGN KEY(authority_id) REFERENCES authority (id)
    ) STRICT
    ;
CREATE TABLE claim (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        volunteer_id INTEGER NOT NULL,
        CONSTRAINT uq_claim_key UNIQUE ("key"),
        CONSTRAINT fk_claim_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE change (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_set_id INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        action TEXT NOT NULL,
        columns TEXT,
        digest TEXT,
        CONSTRAINT ck_change_action CHECK (action IN ('insert', 'update', 'delete')),
        CONSTRAINT fk_change_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
    ) STRICT
    ;
INSERT INTO change VALUES(1,1,'policy',1,'insert',NULL,NULL);
INSERT INTO change VALUES(2,1,'policy',2,'insert',NULL,NULL);
INSERT INTO change VALUES(3,1,'policy',3,'insert',NULL,NULL);
INSERT INTO change VALUES(4,1,'policy',4,'insert',NULL,NULL);
INSERT INTO change VALUES(5,1,'policy',5,'insert',NULL,NULL);
INSERT INTO change VALUES(6,1,'policy',6,'insert',NULL,NULL);
INSERT INTO change VALUES(7,1,'policy',7,'insert',NULL,NULL);
INSERT INTO change VALUES(8,1,'policy',8,'insert',NULL,NULL);
INSERT INTO change VALUES(9,1,'policy',9,'insert',NULL,NULL);
INSERT INTO change VALUES(10,1,'policy',10,'insert',NULL,NULL);
INSERT INTO change VALUES(11,1,'policy',11,'insert',NULL,NULL);
INSERT INTO change VALUES(12,1,'policy',12,'insert',NULL,NULL);
INSERT INTO change VALUES(13,1,'policy',13,'insert',NULL,NULL);
INSERT INTO change VALUES(14,1,'policy',14,'insert',NULL,NULL);
INSERT INTO change VALUES(15,1,'policy',15,'insert',NULL,NULL);
INSERT INTO change VALUES(16,1,'policy',16,'insert',NULL,NULL);
INSERT INTO change VALUES(17,1,'policy',17,'insert',NULL,NULL);
INSERT INTO change VALUES(18,1,'policy',18,'insert',NULL,NULL);
INSERT INTO change VALUES(19,1,'policy',19,'insert',NULL,NULL);
CREATE TABLE volunteer_spell (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        spell INTEGER NOT NULL,
        ended_on TEXT,
        ended_as TEXT,
        reason TEXT,
        CONSTRAINT uq_volunteer_spell_volunteer_id_spell UNIQUE (volunteer_id, spell),
        CONSTRAINT ck_volunteer_spell_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_volunteer_spell_ended_as CHECK (ended_as IN ('withdrew', 'not_accepted', 'left')),
        CONSTRAINT fk_volunteer_spell_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE volunteer_stage (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        spell INTEGER NOT NULL,
        stage TEXT NOT NULL,
        reached_on TEXT,
        recorded_by TEXT,
        note TEXT,
        CONSTRAINT uq_volunteer_stage_volunteer_id_spell_stage UNIQUE (volunteer_id, spell, stage),
        CONSTRAINT ck_volunteer_stage_stage CHECK (stage IN ('interest_expressed', 'information_pack_sent', 'informal_chat', 'application_completed', 'home_interview', 'checks_completed', 'training_completed', 'panel_approval', 'approved')),
        CONSTRAINT ck_volunteer_stage_reached_on CHECK (reached_on IS date(reached_on, '+0 days')),
        CONSTRAINT fk_volunteer_stage_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE volunteer_hold (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        from_on TEXT NOT NULL,
        until_on TEXT,
        reason TEXT,
        CONSTRAINT uq_volunteer_hold_volunteer_id_from_on UNIQUE (volunteer_id, from_on),
        CONSTRAINT ck_volunteer_hold_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_volunteer_hold_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_volunteer_hold_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE volunteer_check (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        slot INTEGER NOT NULL,
        asked_on TEXT,
        from_on TEXT,
        outcome TEXT,
        certificate TEXT,
        rechecked_on TEXT,
        note TEXT,
        CONSTRAINT ck_volunteer_check_kind CHECK (kind IN ('dbs', 'childrens_services', 'medical', 'reference', 'safeguarding', 'independence', 'code_of_conduct')),
        CONSTRAINT ck_volunteer_check_outcome CHECK (outcome IN ('clear', 'risk_assessed', 'not_clear', 'withdrawn')),
        CONSTRAINT ck_volunteer_check_slot CHECK (slot BETWEEN 1 AND 9),
        CONSTRAINT ck_volunteer_check_asked_on CHECK (asked_on IS date(asked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_rechecked_on CHECK (rechecked_on IS date(rechecked_on, '+0 days')),
        CONSTRAINT fk_volunteer_check_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE placement (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        kind TEXT,
        postcode TEXT,
        area_authority_id INTEGER,
        from_on TEXT,
        until_on TEXT,
        CONSTRAINT ck_placement_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_placement_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_placement_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_placement_area_authority_id FOREIGN KEY(area_authority_id) REFERENCES authority (id)
    ) STRICT
    ;
CREATE TABLE child_worker (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        from_on TEXT,
        until_on TEXT,
        CONSTRAINT ck_child_worker_role CHECK (role IN ('social_worker', 'iro', 'carer')),
        CONSTRAINT ck_child_worker_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_child_worker_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_child_worker_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
CREATE TABLE change_value (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_id INTEGER NOT NULL,
        salt TEXT,
        "before" TEXT,
        "after" TEXT,
        CONSTRAINT fk_change_value_change_id FOREIGN KEY(change_id) REFERENCES change (id)
    ) STRICT
    ;
CREATE TABLE referral (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        received_on TEXT NOT NULL,
        source TEXT NOT NULL,
        reasons TEXT,
        closed_on TEXT,
        outcome TEXT,
        CONSTRAINT uq_referral_key UNIQUE ("key"),
        CONSTRAINT ck_referral_received_on CHECK (received_on IS date(received_on, '+0 days')),
        CONSTRAINT ck_referral_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_referral_source CHECK (source IN ('social_worker', 'iro', 'child', 'carer', 'advocate', 'other')),
        CONSTRAINT ck_referral_outcome CHECK (outcome IN ('matched', 'declined', 'withdrawn', 'not_eligible', 'aged_out')),
        CONSTRAINT fk_referral_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
CREATE TABLE IF NOT EXISTS "match" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        referral_id INTEGER NOT NULL,
        child_id INTEGER NOT NULL,
        volunteer_id INTEGER NOT NULL,
        second_volunteer_id INTEGER,
        proposed_on TEXT NOT NULL,
        first_meeting_on TEXT,
        started_on TEXT,
        ended_on TEXT,
        ending_route TEXT,
        ending_reason TEXT,
        planned INTEGER,
        another_wanted INTEGER,
        CONSTRAINT uq_match_key UNIQUE ("key"),
        CONSTRAINT ck_match_proposed_on CHECK (proposed_on IS date(proposed_on, '+0 days')),
        CONSTRAINT ck_match_first_meeting_on CHECK (first_meeting_on IS date(first_meeting_on, '+0 days')),
        CONSTRAINT ck_match_started_on CHECK (started_on IS date(started_on, '+0 days')),
        CONSTRAINT ck_match_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_match_ending_route CHECK (ending_route IN ('care_ended', 'volunteer_resigned', 'authority_notice', 'child_objected', 'agreed_end')),
        CONSTRAINT ck_match_planned CHECK (planned IN (0, 1)),
        CONSTRAINT ck_match_another_wanted CHECK (another_wanted IN (0, 1)),
        CONSTRAINT ck_match_couple CHECK (second_volunteer_id <> volunteer_id),
        CONSTRAINT ck_match_order CHECK (ended_on >= started_on),
        CONSTRAINT fk_match_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id),
        CONSTRAINT fk_match_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_match_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_match_second_volunteer_id FOREIGN KEY(second_volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
CREATE TABLE referral_step (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        referral_id INTEGER NOT NULL,
        step TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        note TEXT,
        CONSTRAINT uq_referral_step_referral_id_step UNIQUE (referral_id, step),
        CONSTRAINT ck_referral_step_step CHECK (step IN ('social_worker_form', 'child_form', 'staff_visit', 'accepted')),
        CONSTRAINT ck_referral_step_taken_on CHECK (taken_on IS date(taken_on, '+0 days')),
        CONSTRAINT fk_referral_step_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    ) STRICT
    ;
CREATE TABLE claim_line (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_id INTEGER NOT NULL,
        line INTEGER NOT NULL,
        match_id INTEGER,
        incurred_on TEXT NOT NULL,
        category TEXT NOT NULL,
        vehicle TEXT,
        miles_tenths INTEGER,
        amount_pence INTEGER NOT NULL,
        priced INTEGER NOT NULL,
        description TEXT,
        receipt INTEGER,
        claimed_on TEXT,
        approved_on TEXT,
        paid_on TEXT,
        declined_on TEXT,
        CONSTRAINT uq_claim_line_claim_id_line UNIQUE (claim_id, line),
        CONSTRAINT ck_claim_line_incurred_on CHECK (incurred_on IS date(incurred_on, '+0 days')),
        CONSTRAINT ck_claim_line_claimed_on CHECK (claimed_on IS date(claimed_on, '+0 days')),
        CONSTRAINT ck_claim_line_approved_on CHECK (approved_on IS date(approved_on, '+0 days')),
        CONSTRAINT ck_claim_line_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT ck_claim_line_declined_on CHECK (declined_on IS date(declined_on, '+0 days')),
        CONSTRAINT ck_claim_line_category CHECK (category IN ('mileage', 'fare', 'parking', 'admission', 'meal', 'activity', 'other')),
        CONSTRAINT ck_claim_line_vehicle CHECK (vehicle IN ('car', 'van', 'motorcycle', 'bicycle')),
        CONSTRAINT ck_claim_line_priced CHECK (priced IN (0, 1)),
        CONSTRAINT ck_claim_line_receipt CHECK (receipt IN (0, 1)),
        CONSTRAINT ck_claim_line_miles_tenths CHECK (miles_tenths BETWEEN 1 AND 10000),
        CONSTRAINT ck_claim_line_amount_pence CHECK (amount_pence BETWEEN 0 AND 1000000),
        CONSTRAINT ck_claim_line_settled CHECK (paid_on IS NULL OR declined_on IS NULL),
        CONSTRAINT fk_claim_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_claim_line_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
CREATE TABLE match_interval (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        from_on TEXT NOT NULL,
        every_months INTEGER NOT NULL,
        CONSTRAINT uq_match_interval_match_id_from_on UNIQUE (match_id, from_on),
        CONSTRAINT ck_match_interval_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_match_interval_every_months CHECK (every_months BETWEEN 1 AND 12),
        CONSTRAINT fk_match_interval_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
CREATE TABLE pause (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        from_on TEXT NOT NULL,
        until_on TEXT,
        reason TEXT,
        note TEXT,
        withdrawn_on TEXT,
        CONSTRAINT ck_pause_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_pause_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_pause_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_pause_reason CHECK (reason IN ('placement_move', 'illness', 'exams', 'holiday', 'custody', 'volunteer_leave', 'other')),
        CONSTRAINT ck_pause_order CHECK (until_on >= from_on),
        CONSTRAINT fk_pause_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
CREATE TABLE excuse (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        month TEXT NOT NULL,
        excused_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT uq_excuse_match_id_month UNIQUE (match_id, month),
        CONSTRAINT ck_excuse_month CHECK (month || '-01' IS date(month || '-01', '+0 days')),
        CONSTRAINT fk_excuse_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
CREATE TABLE visit (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        visited_on TEXT NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        minutes INTEGER,
        activity TEXT,
        place TEXT,
        mood INTEGER,
        child_words TEXT,
        note TEXT,
        next_planned_on TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT ck_visit_visited_on CHECK (visited_on IS date(visited_on, '+0 days')),
        CONSTRAINT ck_visit_next_planned_on CHECK (next_planned_on IS date(next_planned_on, '+0 days')),
        CONSTRAINT ck_visit_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_visit_kind CHECK (kind IN ('visit', 'phone', 'letter', 'video', 'message')),
        CONSTRAINT ck_visit_outcome CHECK (outcome IN ('held', 'cancelled_by_child', 'cancelled_by_volunteer', 'cancelled_by_carer', 'cancelled_by_service', 'missed')),
        CONSTRAINT ck_visit_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT ck_visit_mood CHECK (mood BETWEEN 1 AND 5),
        CONSTRAINT fk_visit_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('policy',19);
INSERT INTO sqlite_sequence VALUES('change_set',1);
INSERT INTO sqlite_sequence VALUES('change',19);
CREATE UNIQUE INDEX uq_authority_name ON authority (lower(name))
    ;
CREATE INDEX ix_change_set_recorded_at ON change_set (recorded_at)
    ;
CREATE INDEX ix_child_authority_id ON child (authority_id)
    ;
CREATE INDEX ix_claim_volunteer_id ON claim (volunteer_id)
    ;
CREATE INDEX ix_change_table_name_row_id ON change (table_name, row_id)
    ;
CREATE INDEX ix_volunteer_check_volunteer_id_kind ON volunteer_check (volunteer_id, kind)
    ;
CREATE INDEX ix_placement_child_id ON placement (child_id)
    ;
CREATE INDEX ix_child_worker_child_id_role ON child_worker (child_id, role)
    ;
CREATE UNIQUE INDEX uq_change_value_change_id ON change_value (change_id)
    ;
CREATE INDEX ix_referral_child_id ON referral (child_id)
    ;
CREATE INDEX ix_referral_received_on ON referral (received_on)
    ;
CREATE INDEX ix_match_child_id ON "match" (child_id)
    ;
CREATE INDEX ix_match_second_volunteer_id ON "match" (second_volunteer_id)
    ;
CREATE UNIQUE INDEX uq_match_live_child ON "match" (child_id) WHERE started_on IS NOT NULL AND ended_on IS NULL
    ;
CREATE INDEX ix_match_volunteer_id ON "match" (volunteer_id)
    ;
CREATE INDEX ix_match_referral_id ON "match" (referral_id)
    ;
CREATE INDEX ix_match_started_on ON "match" (started_on, ended_on)
    ;
CREATE INDEX ix_claim_line_incurred_on ON claim_line (incurred_on)
    ;
CREATE INDEX ix_claim_line_match_id ON claim_line (match_id)
    ;
CREATE INDEX ix_claim_line_unsettled ON claim_line (paid_on, declined_on)
    ;
CREATE UNIQUE INDEX uq_pause_match_id_from_on ON pause (match_id, from_on) WHERE withdrawn_on IS NULL
    ;
CREATE UNIQUE INDEX uq_pause_open ON pause (match_id) WHERE withdrawn_on IS NULL AND until_on IS NULL
    ;
CREATE UNIQUE INDEX uq_visit_match_day ON visit (match_id, visited_on, kind, outcome) WHERE withdrawn_on IS NULL
    ;
CREATE INDEX ix_visit_day_match ON visit (visited_on, match_id, kind, outcome) WHERE withdrawn_on IS NULL
    ;
CREATE TRIGGER tr_change_set_update BEFORE UPDATE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_set_delete BEFORE DELETE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_value_delete BEFORE DELETE ON change_value BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_value_update BEFORE UPDATE ON change_value WHEN NOT (new.id = old.id AND new.change_id = old.change_id AND new.salt IS NULL AND new."before" IS NULL AND new."after" IS NULL) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
COMMIT;
