PRAGMA application_id = 1230402668;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0013');
CREATE TABLE attendance (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        support_id INTEGER,
        training_id INTEGER,
        volunteer_id INTEGER,
        child_id INTEGER,
        comes INTEGER,
        attended INTEGER,
        CONSTRAINT ck_attendance_comes CHECK (comes IN (0, 1)),
        CONSTRAINT ck_attendance_attended CHECK (attended IN (0, 1)),
        CONSTRAINT ck_attendance_session CHECK ((support_id IS NULL) <> (training_id IS NULL)),
        CONSTRAINT ck_attendance_who CHECK ((volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT uq_attendance_support_id_volunteer_id UNIQUE (support_id, volunteer_id),
        CONSTRAINT uq_attendance_support_id_child_id UNIQUE (support_id, child_id),
        CONSTRAINT uq_attendance_training_id_volunteer_id UNIQUE (training_id, volunteer_id),
        CONSTRAINT fk_attendance_support_id FOREIGN KEY(support_id) REFERENCES support (id),
        CONSTRAINT fk_attendance_training_id FOREIGN KEY(training_id) REFERENCES training (id),
        CONSTRAINT fk_attendance_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_attendance_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "attendance" VALUES(1,1,NULL,3,NULL,NULL,1);
INSERT INTO "attendance" VALUES(2,2,NULL,3,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(3,2,NULL,NULL,1,NULL,NULL);
INSERT INTO "attendance" VALUES(4,NULL,2,3,NULL,NULL,1);
INSERT INTO "attendance" VALUES(5,NULL,3,3,NULL,NULL,NULL);
CREATE TABLE authority (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "authority" VALUES(1,'Tarrowshire County Council');
INSERT INTO "authority" VALUES(2,'Elderwick Borough Council');
INSERT INTO "authority" VALUES(3,'Fenmarsh County Council');
CREATE TABLE book_section (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        check_id INTEGER NOT NULL,
        section TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT uq_book_section_check_id_section UNIQUE (check_id, section),
        CONSTRAINT ck_book_section_section CHECK (section = 'first_name' OR section = 'about_me' OR section = 'likes' OR section = 'animals' OR section = 'food' OR section = 'might_do' OR section = 'picture'),
        CONSTRAINT fk_book_section_check_id FOREIGN KEY(check_id) REFERENCES volunteer_check (id)
    ) STRICT
    ;
INSERT INTO "book_section" VALUES(1,91,'first_name','Ann');
INSERT INTO "book_section" VALUES(2,91,'likes','canals');
CREATE TABLE "change" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_set_id INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        action TEXT NOT NULL,
        columns TEXT,
        digest TEXT,
        salt TEXT,
        CONSTRAINT ck_change_action CHECK (action = 'insert' OR action = 'update' OR action = 'delete'),
        CONSTRAINT fk_change_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
    ) STRICT
    ;
INSERT INTO "change" VALUES(1,1,'policy',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(2,1,'policy',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(3,1,'policy',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(4,1,'policy',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(5,1,'policy',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(6,1,'policy',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(7,1,'policy',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(8,1,'policy',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(9,1,'policy',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(10,1,'policy',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(11,1,'policy',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(12,1,'policy',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(13,1,'policy',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(14,1,'policy',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(15,1,'policy',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(16,1,'policy',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(17,1,'policy',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(18,1,'policy',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(19,1,'policy',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(20,1,'policy',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(21,1,'policy',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(22,1,'policy',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(23,1,'policy',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(24,1,'policy',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(25,1,'policy',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(26,1,'policy',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(27,1,'policy',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(28,1,'policy',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(29,1,'policy',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(30,1,'policy',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(31,1,'policy',31,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(32,2,'volunteer',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(33,2,'volunteer',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(34,2,'volunteer',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(35,2,'volunteer',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(36,2,'volunteer',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(37,2,'volunteer',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(38,2,'volunteer',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(39,2,'volunteer',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(40,2,'volunteer',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(41,2,'volunteer',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(44,2,'volunteer_check',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(48,2,'volunteer_check',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(125,2,'volunteer_hold',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(134,2,'volunteer_spell',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(139,2,'volunteer_stage',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(140,2,'volunteer_stage',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(141,2,'volunteer_stage',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(142,2,'volunteer_stage',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(143,2,'volunteer_stage',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(144,2,'volunteer_stage',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(145,2,'volunteer_stage',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(146,2,'volunteer_stage',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(235,2,'authority',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(236,2,'authority',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(237,2,'child',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(239,2,'child_worker',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(240,2,'child_worker',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(241,2,'child_worker',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(245,2,'placement',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(247,2,'child',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(248,2,'child',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(249,2,'child',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(250,2,'child',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(251,2,'child',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(252,2,'child',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(253,2,'child',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(254,2,'child',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(287,2,'referral',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(289,2,'referral',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(290,2,'referral',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(291,2,'referral',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(292,2,'referral',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(293,2,'referral',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(294,2,'referral',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(295,2,'referral',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(296,2,'referral',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(297,2,'referral',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(298,2,'referral_step',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(299,2,'referral_step',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(300,2,'referral_step',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(301,2,'referral_step',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(339,2,'match',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(341,2,'match',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(342,2,'match',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(343,2,'match',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(344,2,'match',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(345,2,'match',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(346,2,'match',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(347,2,'match',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(349,2,'pause',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(350,2,'pause',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(351,2,'visit',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(355,2,'visit',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(356,2,'visit',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(367,2,'visit',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(373,2,'visit',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(394,2,'visit',44,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(396,2,'visit',46,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(408,2,'visit',58,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(423,2,'visit',73,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(426,2,'visit',76,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(429,2,'excuse',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(432,2,'claim',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(433,2,'claim',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(436,2,'claim',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(437,2,'claim',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(439,2,'claim',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(445,2,'claim_line',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(446,2,'claim_line',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(447,2,'claim_line',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(453,2,'claim_line',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(454,2,'claim_line',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(455,2,'claim_line',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(456,2,'claim_line',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(461,2,'claim_line',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(464,3,'staff',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(465,4,'lead_worker',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(466,4,'lead_worker',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(467,4,'lead_worker',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(468,5,'volunteer',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(469,5,'volunteer_spell',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(471,6,'volunteer_check',82,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(472,7,'volunteer_check',83,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(473,8,'volunteer_check',84,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(474,9,'volunteer_check',84,'update','["chased_on"]','74547190bc9df7f6423c2bf31a880f2f95843afcb5aae5869f555d7c1abea168','50075cc0f3cc6860492ef479b24495bb');
INSERT INTO "change" VALUES(476,11,'waiver',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(477,12,'training',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(479,12,'volunteer_check',87,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(482,13,'panel_meeting',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(483,13,'volunteer_check',90,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(484,14,'volunteer_check',91,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(485,14,'book_section',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(486,14,'book_section',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(487,14,'volunteer_check',91,'update','["from_on", "outcome"]','8a2add91e228d914b640dce95972f407dc40f804111ff0d8b369424da516b0ad','10b97c5a4cc7aa1878badca6870b4366');
INSERT INTO "change" VALUES(488,15,'placement',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(489,15,'placement',1,'update','["until_on"]','93107db4981954fec5f5fe9cfa4fc1a37cdbe78501c749efabc939a672b3e935','1ff3861a5637672bdaace797a62452b6');
INSERT INTO "change" VALUES(490,16,'volunteer_spell',13,'update','["ended_as", "ended_on", "reason"]','e35dfce184cf51e187f8122f9d8096930a15caee035c0088e1fbf4e1ca2ffec8','3382f64ad59d162d2b6403346e42c7e0');
INSERT INTO "change" VALUES(491,17,'volunteer_spell',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(492,17,'volunteer_stage',99,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(493,18,'concern',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(494,19,'concern_told',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(495,20,'concern_note',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(496,21,'concern_look',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(497,22,'visit_plan',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(498,23,'match_interval',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(499,24,'visit',79,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(500,24,'concern',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(501,24,'claim',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(502,24,'claim_line',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(504,2,'child_authority',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(514,2,'referral_closing',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(515,25,'authority',3,'insert',NULL,'10a6645237f399d3fbdd05f9fff7728fc3655b504820074cca8eafd9b0256309','953ad7e6e9f72327f512b547330d08d0');
INSERT INTO "change" VALUES(516,25,'child_authority',11,'insert',NULL,'7872332f196ae4fbf4d2625c6a3ae9ee37a61e2f3e668a6e14103c6c64ff0bd7','66068b20b4d27d15b8dfd962d3663d29');
INSERT INTO "change" VALUES(517,26,'referral_closing',2,'insert',NULL,'11f9871c3ce08a8dcebfe41cadfb0dd2675f8b1f9041d1e88088348ebb23f42d','0da3d59cc7bede5d6cbbc7d60553a638');
INSERT INTO "change" VALUES(518,27,'referral_closing',2,'update','["reopened_on"]','9fc6e7390a0b1c976272461a98b2d94f11f2c0db8d04869231993ff478cbb02c','7528830fadefdda5701e8fd8bff93cd0');
INSERT INTO "change" VALUES(519,28,'claim_line_query',1,'insert',NULL,'d872d470ed6e789cb9ca95a120fad3643cc8c878948ef464de374f25a6b88aa5','13a5f07cb1c43f9983bd23c25cbe9cf9');
INSERT INTO "change" VALUES(520,28,'claim_line',13,'update','["approved_on"]','24127d632cba5f947e0b7f834cbca28f79b4db5e084855f8e1a0cc3714422419','7eb73cd2b66c68b9fc5bbf710d7b0e37');
INSERT INTO "change" VALUES(522,30,'visit',81,'insert',NULL,'b45d763e9e5d446967dac39fa99f900435267bf1ec1dda97767b3cab270c7f03','5b806387b4a468ccba5928195266cdb8');
INSERT INTO "change" VALUES(523,31,'concern',3,'insert',NULL,'69a1165e13545c24e29943b69fe10d6b14bf3a9c910c204e39a7ed900cbd7309','740df22589c07cafd119028b784561d0');
INSERT INTO "change" VALUES(524,32,'concern',1,'update','["withdrawn_on"]','20aa56e501d1377a6aec6259e7cf055f82be546f5b3e83884358e84d431b3185','cac330ff8f5a8ac3148cff131787f5e3');
INSERT INTO "change" VALUES(525,32,'concern_note',2,'insert',NULL,'45b788c09e53c198e48818b35dd3586f77992e65abb8eac3115d920110ce1925','18588880175fd0bc335067792f83e6ca');
INSERT INTO "change" VALUES(526,33,'child',1,'update','["availability", "help_needed", "needs_social"]','d398310389bbf01b6da22d39871e1085780e7ddaaf3737f8adfd40594f70ac69','7597b8b7a01cdb528a236f7099937f4e');
INSERT INTO "change" VALUES(527,34,'child',1,'update','["wants_language", "wants_language_must", "wants_lowest_age", "wants_lowest_age_must"]','1e0662c89bab274b2037d663482973103ad5c1c681576b836f267abd02a2b6a7','d88fc1d311f542f08e70b85d47bb9ba4');
INSERT INTO "change" VALUES(528,35,'child_worker',1,'update','["until_on"]','721f3eec9030fa281342b6f92a3da69ca5bdb647d8d566218f6552e581a8c0fc','b70bbfd8cd8f4b4a4254012f95f34c92');
INSERT INTO "change" VALUES(529,35,'child_worker',31,'insert',NULL,'50dab729cc2574b7f163b8980b1058bcc92b8ae6611619f7af9951e48ef4249d','447c4c6b3c6eca2b5bd75bff44a245f6');
INSERT INTO "change" VALUES(530,36,'volunteer',3,'update','["availability", "culture", "skills"]','af607eb86254c82873ce4b896992ed9d1827c028be0bb6b74a55ce875bc6c68a','53ecbf78c3db2d8aa1cb35e78f96db98');
INSERT INTO "change" VALUES(531,37,'support',1,'insert',NULL,'588017f45d87cd4b37bf0d24ebee76bc234689ab30c2f1a5758e72600c8c2c05','03d671472aa92319a1e30f7ed4ee0c6f');
INSERT INTO "change" VALUES(532,37,'attendance',1,'insert',NULL,'44a3be13b0225fb92167f3870797515de4629b0b974b9075c18c070ae7d76365','084cc87a1a494e7dac885dabe033bbad');
INSERT INTO "change" VALUES(533,37,'support_action',1,'insert',NULL,'ead1a336bf8605456313f7e24a0794fd22adcde4e0ed21ee98cd003d41935597','ec612209cefd88664378cc0f205cd1bc');
INSERT INTO "change" VALUES(534,38,'support',2,'insert',NULL,'596d2879130cb186d8829661830d8118bc239b3c47a549df7b957394c9b7c768','73cb77f73439104a5bc9c75319036988');
INSERT INTO "change" VALUES(535,38,'attendance',2,'insert',NULL,'a71df34e2d650dc78e01bb006775a5afaf20da262e746c4576165869209e0051','671f51abca151e65141583d6ec7f9054');
INSERT INTO "change" VALUES(536,38,'attendance',3,'insert',NULL,'16c82a3ca274156c7d9f27be4afd565af4127fce0120e9d372faddf57e0f7829','b98292664249b1d2a9dd5fe66983a6c5');
INSERT INTO "change" VALUES(537,39,'training',2,'insert',NULL,'81451edd7c5c331d74b976270beb97371e6ba598d3f9669c0676c7e34add3807','683b3dbe295e9c504ea50c6d950e42d7');
INSERT INTO "change" VALUES(538,39,'attendance',4,'insert',NULL,'39ac725d211918d9b2988828f707fec4c614a02977d0f61967ef24ab2a94c780','f3832cf7718b8b26e362c50ff4d25d6b');
INSERT INTO "change" VALUES(539,40,'training',3,'insert',NULL,'2a23a2784da11f1e241c50e9b52ff89223ca0a2fd435aec2642db333a4adfb82','63007d14b1eb8ef7c853976f395c7001');
INSERT INTO "change" VALUES(540,40,'attendance',5,'insert',NULL,'de70c95a7d6237ced0824f8b2e4e1a2b08b1854bfb0f5e61470f584ba3b8cbc2','000c5a5bde14eb1526fe3a9f79e7b094');
INSERT INTO "change" VALUES(541,41,'statutory_review',1,'insert',NULL,'8548d9c771800c389a9f812291d657e5934436f0c70181ea71b91a7dabd565e5','9fa4aed34b3c9c7b2836757f2de9cf73');
INSERT INTO "change" VALUES(542,42,'statutory_review',1,'update','["held_on", "iv_attended", "iv_considered", "wants_iv"]','5585e78cdbfffccae2e14a68dbb95e710caedebbec0252edb210a9e06efeeb70','e90ba64f243ab6e0778b59999935e920');
INSERT INTO "change" VALUES(543,43,'match_review',1,'insert',NULL,'47a70bdfced9eedb1dfcac8b607b710099793e7988aea65f852f79bd05505c78','79e9e51f939aec18f530dc2b7c7931b6');
INSERT INTO "change" VALUES(544,43,'match_review_rating',1,'insert',NULL,'37a5096ef28dbd17093b9e041171ecddd5ecb21ba04be610cdcd25ba3964f232','0a50e94ec9e6ae34aeeae967c0d729ca');
INSERT INTO "change" VALUES(545,43,'match_review_rating',2,'insert',NULL,'fcbf4f8c1d79dfe928e7e7356cba0169654fafda5edd6fcf57e6ed1b82aa382f','cbc23e8d2cc6ac8646a54b534d2a870a');
INSERT INTO "change" VALUES(546,43,'match_review_view',1,'insert',NULL,'ebf185d83335c04532ad86f5ee499ba1b220a70304833e3e829b9cdb07edb621','741715efad4f1f628233baebdc2ff3dc');
INSERT INTO "change" VALUES(547,43,'match_review_action',1,'insert',NULL,'f824c6da295989a26454854da34d78d0c21ba288933846d3ffd663302e360795','c684621b042e89394c8b1f1241388127');
INSERT INTO "change" VALUES(548,44,'claim_line_reversal',1,'insert',NULL,'3f8e117fb450bfb12211040b84dd18fcc9ea055f8436c5016d853e80cc525978','4d384ea7b5ee9e52de2c9ac7c0526ead');
INSERT INTO "change" VALUES(549,44,'claim_line',5,'update','["paid_on"]','1f2cb43a4468f0b5cfe1fdd65a665836715963f22eff0eb0ac3c76f3acae7b48','d09acf266fbaa21d1dc06192ea29a2cb');
INSERT INTO "change" VALUES(550,45,'volunteer',14,'insert',NULL,'de6b7b8055e7fd976212371505d594701b83c92a677be36a204ada57e790eec9','25f915ec237154a6a56854c3202b36ff');
INSERT INTO "change" VALUES(551,45,'volunteer_spell',15,'insert',NULL,'5aa57ff69efae20ba87eb2ffaf29493a21a96c98ce63c58bb1c3ba20af6ccc4f','575354bbc66ca0be3abf10d2722cebe9');
INSERT INTO "change" VALUES(552,45,'volunteer_stage',100,'insert',NULL,'3648c856447e4a360c4eedc0338b4e14dea3b0858b5007ae5ba5bbacaaaec81f','369382a868c4ebdb90a127ed54b4a35a');
INSERT INTO "change" VALUES(553,46,'volunteer',15,'insert',NULL,'7893bb57d44431453f8956fac7f29f436208c999a46f0f2ca42892b3a152eb4b','44312871436db5c916c74973c7bd64a3');
INSERT INTO "change" VALUES(554,46,'two_people',1,'insert',NULL,'e574e1931df78ea8819d553b3ffead0c04bd3c42ad458274ccab8f895aeb92b4','30f20de5b64cc18c103c641bea86cd85');
INSERT INTO "change" VALUES(555,46,'volunteer_spell',16,'insert',NULL,'89e27b45e04df0c6e01a60d21e38c5461602279ffa09455287105aa9242f24a1','f41fb23e690140e9fe8fa0ebf09cf74b');
INSERT INTO "change" VALUES(556,46,'volunteer_stage',101,'insert',NULL,'15412e116f58bb006d49a34d8e66777df2c357cf7ee496d5b5eea11ce6742276','02f9dc2e9a2822fb6ac36ec9286962b9');
INSERT INTO "change" VALUES(557,47,'volunteer_stage',101,'delete','["id", "note", "reached_on", "recorded_by", "spell", "stage", "volunteer_id"]','a6993f8c2c57215faa867727f18d15fc2fdb6847b1378643d34c338749023f66','d96a4b4bc14b5d06b936d9d6fdffc7ad');
INSERT INTO "change" VALUES(558,47,'volunteer_spell',16,'delete','["begun_on", "ended_as", "ended_on", "id", "reason", "spell", "volunteer_id"]','eecf821423e962b54664c32ee3a45fce15ef288b9d3f52cb841e1b9d5b369d7f','a821f515a0130fe13265bc0b9cb7789c');
INSERT INTO "change" VALUES(559,47,'two_people',1,'delete','["child_id", "id", "other_child_id", "other_volunteer_id", "said_by", "said_on", "volunteer_id"]','745ea06840486e5b26d7b580219d6bb81ce6ec4354f8b749f9ab39528c57ac74','35bf726e7115a7ee12956b80814a4b08');
INSERT INTO "change" VALUES(560,47,'volunteer',15,'delete','["address", "availability", "capacity", "capacity_imported", "commitment_months", "culture", "date_of_birth", "drives", "email", "experience", "gender", "id", "interests", "key", "languages", "max_child_age", "max_miles", "min_child_age", "name", "phone", "postcode", "skills"]','2ce13536dec8780d31dd933b98873fed19b03b74b85aacf1b9206d5a875a2f69','79174cb4e291ba19e8edb84d84f0716e');
INSERT INTO "change" VALUES(561,48,'volunteer',15,'insert',NULL,'f44ce8d23a792ce170fd12a047ce10303d8c441227ea04d8813727d2268285d2','603ec0b36d8ef9fab2e01f0e820a6462');
INSERT INTO "change" VALUES(562,48,'two_people',1,'insert',NULL,'6b16df44a8f677c0080efbc9d5f1521d7df8b67bda2d2b1e0a9e6d2a8aeee16d','49469fc7c1364f038ea332ab88cba8c5');
INSERT INTO "change" VALUES(563,48,'volunteer_spell',16,'insert',NULL,'734a4ae49f6e5ced2590aff56e0ad36c4f9560ea5d8454a3bc662bf20f745219','8e4f76759ecd00d47741323db265f1ee');
INSERT INTO "change" VALUES(564,48,'volunteer_stage',101,'insert',NULL,'bd02fc7a50687a79a5a9a6876cba2084290393f13f684ffd6d1c07c13eaa3237','a9ee8fcb6e8efbdb0edfa2c25f1eacbd');
INSERT INTO "change" VALUES(565,49,'volunteer_stage',101,'delete','["id", "note", "reached_on", "recorded_by", "spell", "stage", "volunteer_id"]','d0659d4bceb2ab5b7c381560edee150518fdae12856bd71639ba045806b7c726','2d5a27de677537a4713f28b83a751429');
INSERT INTO "change" VALUES(566,49,'volunteer_spell',16,'delete','["begun_on", "ended_as", "ended_on", "id", "reason", "spell", "volunteer_id"]','c229feae4a97706c1e3ed531f6a3d56b7b5d7273af228698c62c4ae662bc8544','1cd0bd090403afb26b68ebeff2d0e59e');
INSERT INTO "change" VALUES(567,49,'two_people',1,'delete','["child_id", "id", "other_child_id", "other_volunteer_id", "said_by", "said_on", "volunteer_id"]','8435a2ade10cde1983782ec1f85f32da87e78c3516ee623282600244289a7314','afde82a0ab74a54ad82cc7c436efcff7');
INSERT INTO "change" VALUES(568,49,'volunteer',15,'delete','["address", "availability", "capacity", "capacity_imported", "commitment_months", "culture", "date_of_birth", "drives", "email", "experience", "gender", "id", "interests", "key", "languages", "max_child_age", "max_miles", "min_child_age", "name", "phone", "postcode", "skills"]','aeaa7d2d44382cf6f8b62faa3b9190e2ad0a72b47e6f319ea7aa50adfe4ccb6a','5aa68662bb4f544b20cde2f74489451f');
INSERT INTO "change" VALUES(569,49,'merged_person',1,'insert',NULL,'b290a05ae6a66135c8e5234db7a27185d76c5e44166f185960b3684fc960a4e2','409a767e5fa96ed9fccf4baf11e624af');
CREATE TABLE change_link (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_set_id INTEGER NOT NULL,
        takes_back_id INTEGER,
        digest TEXT NOT NULL,
        CONSTRAINT uq_change_link_change_set_id UNIQUE (change_set_id),
        CONSTRAINT fk_change_link_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id),
        CONSTRAINT fk_change_link_takes_back_id FOREIGN KEY(takes_back_id) REFERENCES change_set (id)
    ) STRICT
    ;
INSERT INTO "change_link" VALUES(1,32,NULL,'44d0280d1d8702886a336a95a2ce9b01ed68c239cbcd37d68e783784e84d887d');
INSERT INTO "change_link" VALUES(2,33,NULL,'f5ef7876f38aacf17b401c7cbd8c5adc6e26dc6000d4e31282d29ec72dde2c4d');
INSERT INTO "change_link" VALUES(3,34,NULL,'c77203a32c220a365b8049d4a661ec953261183d83db750c3bfb466c62f0b3a1');
INSERT INTO "change_link" VALUES(4,35,NULL,'275c2c54a8b3bc24cc292cb614cd7da6290bf2564d4b6c2ba7f5834e7f4414c5');
INSERT INTO "change_link" VALUES(5,36,NULL,'dd093ca08fcdb2a74df304ef6dcffa17349beb78dd9d808462188c83f80cd8af');
INSERT INTO "change_link" VALUES(6,37,NULL,'3e241c5f35d16c5ceae3dffdef2487e785881d49c6044cae517d4d1aecfb2236');
INSERT INTO "change_link" VALUES(7,38,NULL,'8a0d0ab1714030a6ed90cf718539768d33bfc2d21ca6485111711e8132f6a1cc');
INSERT INTO "change_link" VALUES(8,39,NULL,'da5676e1598fd6b495090cb5757065438d662436c5909947624f85d45f3653e2');
INSERT INTO "change_link" VALUES(9,40,NULL,'15c2fe2c458e83eb148285bac6006be8208b25b5896bfd85a97550102be3b769');
INSERT INTO "change_link" VALUES(10,41,NULL,'b11e221d25372a42ad16d6f1ed3e6617a69cd0f6300e58df49b036080276d38c');
INSERT INTO "change_link" VALUES(11,42,NULL,'b06db1329bf7b61545b12123ffd27b667df7a533614cd641758b75954b2e53f7');
INSERT INTO "change_link" VALUES(12,43,NULL,'0a7739134d5c11689e2cd76dd567e61f4cceb7f97eafbacf4633305302a8c91a');
INSERT INTO "change_link" VALUES(13,44,NULL,'8f69d9e703348b321911eaa322738e6b92d65c147f83755134a32e05aa6a7b56');
INSERT INTO "change_link" VALUES(14,45,NULL,'efc891208bc4961ea074551ffd67a400083c54c26e36d62c7159f4a4a7a09f4f');
INSERT INTO "change_link" VALUES(15,46,NULL,'39c5b3b3cfd5c5eee677f9a5eb5e6ac5f1acd81d36e24d3d7e411fb0b51bb0cf');
INSERT INTO "change_link" VALUES(16,47,46,'1363b1434305ac8069b64fa68b0af80c72537ec09309f228ef7672fe9ec3b49b');
INSERT INTO "change_link" VALUES(17,48,46,'2188e0e2fae7ab026c9c1cfb5fadfa3ce8a8a7ca40f31a90c1f658b932f79c4a');
INSERT INTO "change_link" VALUES(18,49,NULL,'bcc383b0ff2220595bce132db7b0e2059c505cc54f9c8becf02acc15014af62f');
CREATE TABLE "change_set" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        recorded_at TEXT NOT NULL,
        stated_on TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        first_change INTEGER NOT NULL,
        CONSTRAINT ck_change_set_recorded_at CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at)),
        CONSTRAINT ck_change_set_stated_on CHECK (stated_on IS date(stated_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO "change_set" VALUES(1,'2026-11-22T09:30:19Z','2026-11-23','tester','db init',1);
INSERT INTO "change_set" VALUES(2,'2026-11-22T09:30:20Z','2026-11-23','tester','import',32);
INSERT INTO "change_set" VALUES(3,'2026-11-22T09:30:21Z','2026-11-23','tester','staff add',464);
INSERT INTO "change_set" VALUES(4,'2026-11-22T09:30:22Z','2026-11-23','tester','staff lead',465);
INSERT INTO "change_set" VALUES(5,'2026-11-22T09:30:23Z','2026-11-23','tester','volunteer add',468);
INSERT INTO "change_set" VALUES(6,'2026-11-22T09:30:24Z','2026-11-23','tester','volunteer check',471);
INSERT INTO "change_set" VALUES(7,'2026-11-22T09:30:24Z','2026-11-23','tester','volunteer check',472);
INSERT INTO "change_set" VALUES(8,'2026-11-22T09:30:26Z','2026-11-23','tester','volunteer check',473);
INSERT INTO "change_set" VALUES(9,'2026-11-22T09:30:26Z','2026-11-23','tester','volunteer check',474);
INSERT INTO "change_set" VALUES(11,'2026-11-22T09:30:28Z','2026-11-23','tester','volunteer waive',476);
INSERT INTO "change_set" VALUES(12,'2026-11-22T09:30:29Z','2026-11-23','tester','training add',477);
INSERT INTO "change_set" VALUES(13,'2026-11-22T09:30:29Z','2026-11-23','tester','panel add',482);
INSERT INTO "change_set" VALUES(14,'2026-11-22T09:30:30Z','2026-11-23','tester','volunteer book',484);
INSERT INTO "change_set" VALUES(15,'2026-11-22T09:30:31Z','2026-11-23','tester','child move',488);
INSERT INTO "change_set" VALUES(16,'2026-11-22T10:08:46Z','2026-11-23','tester','volunteer leave',490);
INSERT INTO "change_set" VALUES(17,'2026-11-22T10:08:47Z','2026-11-23','tester','volunteer return',491);
INSERT INTO "change_set" VALUES(18,'2026-11-22T10:08:48Z','2026-11-23','tester','concern raise',493);
INSERT INTO "change_set" VALUES(19,'2026-11-22T10:08:49Z','2026-11-23','tester','concern told',494);
INSERT INTO "change_set" VALUES(20,'2026-11-22T10:08:49Z','2026-11-23','tester','concern note',495);
INSERT INTO "change_set" VALUES(21,'2026-11-22T10:08:50Z','2026-11-23','tester','concern show',496);
INSERT INTO "change_set" VALUES(22,'2026-11-22T10:08:51Z','2026-11-23','tester','visit plan',497);
INSERT INTO "change_set" VALUES(23,'2026-11-22T10:08:52Z','2026-11-23','tester','match interval',498);
INSERT INTO "change_set" VALUES(24,'2026-11-22T10:08:52Z','2026-11-23','tester','visit log',499);
INSERT INTO "change_set" VALUES(25,'2026-11-30T05:16:10Z','2026-11-23','tester','child edit',515);
INSERT INTO "change_set" VALUES(26,'2026-11-30T05:16:10Z','2026-11-23','tester','referral close',517);
INSERT INTO "change_set" VALUES(27,'2026-11-30T05:16:11Z','2026-11-23','tester','referral reopen',518);
INSERT INTO "change_set" VALUES(28,'2026-11-30T05:16:11Z','2026-11-23','tester','expenses query',519);
INSERT INTO "change_set" VALUES(30,'2026-11-30T05:16:12Z','2026-11-23','tester','visit log',522);
INSERT INTO "change_set" VALUES(31,'2026-11-30T05:16:12Z','2026-11-23','tester','concern raise',523);
INSERT INTO "change_set" VALUES(32,'2026-11-30T05:16:12Z','2026-11-23','tester','concern withdraw',524);
INSERT INTO "change_set" VALUES(33,'2026-11-30T11:45:04Z','2026-11-23','Ros','child edit',526);
INSERT INTO "change_set" VALUES(34,'2026-11-30T11:45:04Z','2026-11-23','Ros','child wish',527);
INSERT INTO "change_set" VALUES(35,'2026-11-30T11:45:04Z','2026-11-23','Ros','child worker',528);
INSERT INTO "change_set" VALUES(36,'2026-11-30T11:45:04Z','2026-11-23','Ros','volunteer edit',530);
INSERT INTO "change_set" VALUES(37,'2026-11-30T11:45:04Z','2026-11-23','Ros','support log',531);
INSERT INTO "change_set" VALUES(38,'2026-11-30T11:45:05Z','2026-11-23','Ros','support plan',534);
INSERT INTO "change_set" VALUES(39,'2026-11-30T11:45:05Z','2026-11-23','Ros','training add',537);
INSERT INTO "change_set" VALUES(40,'2026-11-30T11:45:05Z','2026-11-23','Ros','training plan',539);
INSERT INTO "change_set" VALUES(41,'2026-11-30T11:45:05Z','2026-11-23','Ros','review plan',541);
INSERT INTO "change_set" VALUES(42,'2026-11-30T11:45:05Z','2026-11-23','Ros','review held',542);
INSERT INTO "change_set" VALUES(43,'2026-11-30T11:45:05Z','2026-11-23','Ros','match review',543);
INSERT INTO "change_set" VALUES(44,'2026-11-30T11:45:05Z','2026-11-23','Ros','expenses reverse',548);
INSERT INTO "change_set" VALUES(45,'2026-11-30T11:45:05Z','2026-11-23','Ros','volunteer add',550);
INSERT INTO "change_set" VALUES(46,'2026-11-30T11:45:05Z','2026-11-23','Ros','volunteer add',553);
INSERT INTO "change_set" VALUES(47,'2026-11-30T11:45:06Z','2026-11-23','Ros','undo',557);
INSERT INTO "change_set" VALUES(48,'2026-11-30T11:45:06Z','2026-11-23','Ros','redo',561);
INSERT INTO "change_set" VALUES(49,'2026-11-30T11:45:06Z','2026-11-23','Ros','volunteer merge',565);
CREATE TABLE change_value (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_id INTEGER NOT NULL,
        "before" TEXT,
        "after" TEXT,
        CONSTRAINT fk_change_value_change_id FOREIGN KEY(change_id) REFERENCES change (id)
    ) STRICT
    ;
INSERT INTO "change_value" VALUES(1,474,'{"chased_on": null}','{"chased_on": "2026-11-10"}');
INSERT INTO "change_value" VALUES(2,487,'{"from_on": null, "outcome": null}','{"from_on": "2026-11-23", "outcome": "clear"}');
INSERT INTO "change_value" VALUES(3,489,'{"until_on": null}','{"until_on": "2026-10-31"}');
INSERT INTO "change_value" VALUES(4,490,'{"ended_as": null, "ended_on": null, "reason": null}','{"ended_as": "withdrew", "ended_on": "2026-11-21", "reason": "moved away"}');
INSERT INTO "change_value" VALUES(5,518,'{"reopened_on": null}','{"reopened_on": "2026-11-20"}');
INSERT INTO "change_value" VALUES(6,520,'{"approved_on": "2026-10-19"}','{"approved_on": null}');
INSERT INTO "change_value" VALUES(7,524,'{"withdrawn_on": null}','{"withdrawn_on": "2026-11-23"}');
INSERT INTO "change_value" VALUES(8,526,'{"availability": null, "help_needed": null, "needs_social": null}','{"availability": "saturday", "help_needed": "autism", "needs_social": "friends"}');
INSERT INTO "change_value" VALUES(9,527,'{"wants_language": null, "wants_language_must": null, "wants_lowest_age": null, "wants_lowest_age_must": null}','{"wants_language": "Polish", "wants_language_must": true, "wants_lowest_age": 30, "wants_lowest_age_must": true}');
INSERT INTO "change_value" VALUES(10,528,'{"until_on": null}','{"until_on": "2026-11-01"}');
INSERT INTO "change_value" VALUES(11,530,'{"availability": null, "culture": null, "skills": null}','{"availability": "saturday", "culture": "Irish", "skills": "autism"}');
INSERT INTO "change_value" VALUES(12,542,'{"held_on": null, "iv_attended": null, "iv_considered": null, "wants_iv": null}','{"held_on": "2026-11-20", "iv_attended": true, "iv_considered": true, "wants_iv": "yes"}');
INSERT INTO "change_value" VALUES(13,549,'{"paid_on": "2026-09-04"}','{"paid_on": null}');
INSERT INTO "change_value" VALUES(14,557,'{"id": 101, "note": null, "reached_on": "2026-11-02", "recorded_by": "Ros", "spell": 1, "stage": "interest_expressed", "volunteer_id": 15}',NULL);
INSERT INTO "change_value" VALUES(15,558,'{"begun_on": null, "ended_as": null, "ended_on": null, "id": 16, "reason": null, "spell": 1, "volunteer_id": 15}',NULL);
INSERT INTO "change_value" VALUES(16,559,'{"child_id": null, "id": 1, "other_child_id": null, "other_volunteer_id": 15, "said_by": "Ros", "said_on": "2026-11-23", "volunteer_id": 14}',NULL);
INSERT INTO "change_value" VALUES(17,560,'{"address": null, "availability": null, "capacity": 1, "capacity_imported": 0, "commitment_months": null, "culture": null, "date_of_birth": null, "drives": null, "email": null, "experience": null, "gender": null, "id": 15, "interests": null, "key": null, "languages": null, "max_child_age": null, "max_miles": null, "min_child_age": null, "name": "Kay Twice", "phone": "07700900222", "postcode": null, "skills": null}',NULL);
INSERT INTO "change_value" VALUES(18,565,'{"id": 101, "note": null, "reached_on": "2026-11-02", "recorded_by": "Ros", "spell": 1, "stage": "interest_expressed", "volunteer_id": 15}',NULL);
INSERT INTO "change_value" VALUES(19,566,'{"begun_on": null, "ended_as": null, "ended_on": null, "id": 16, "reason": null, "spell": 1, "volunteer_id": 15}',NULL);
INSERT INTO "change_value" VALUES(20,567,'{"child_id": null, "id": 1, "other_child_id": null, "other_volunteer_id": 15, "said_by": "Ros", "said_on": "2026-11-23", "volunteer_id": 14}',NULL);
INSERT INTO "change_value" VALUES(21,568,'{"address": null, "availability": null, "capacity": 1, "capacity_imported": false, "commitment_months": null, "culture": null, "date_of_birth": null, "drives": null, "email": null, "experience": null, "gender": null, "id": 15, "interests": null, "key": null, "languages": null, "max_child_age": null, "max_miles": null, "min_child_age": null, "name": "Kay Twice", "phone": "07700900222", "postcode": null, "skills": null}',NULL);
CREATE TABLE "child" (
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
        interests TEXT,
        likes TEXT,
        dislikes TEXT,
        wants_gender TEXT,
        wants_gender_must INTEGER,
        no_contact TEXT,
        risks TEXT,
        health TEXT,
        legal_status TEXT,
        interpreter INTEGER,
        unaccompanied INTEGER,
        needs_developmental TEXT,
        needs_social TEXT,
        needs_emotional TEXT,
        needs_religious TEXT,
        needs_cultural TEXT,
        help_needed TEXT,
        availability TEXT,
        wants_lowest_age INTEGER,
        wants_lowest_age_must INTEGER,
        wants_highest_age INTEGER,
        wants_highest_age_must INTEGER,
        wants_language TEXT,
        wants_language_must INTEGER,
        wants_culture TEXT,
        wants_culture_must INTEGER,
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT ck_child_interpreter CHECK (interpreter IN (0, 1)),
        CONSTRAINT ck_child_unaccompanied CHECK (unaccompanied IN (0, 1)),
        CONSTRAINT ck_child_wants_lowest_age_must CHECK (wants_lowest_age_must IN (0, 1)),
        CONSTRAINT ck_child_wants_highest_age_must CHECK (wants_highest_age_must IN (0, 1)),
        CONSTRAINT ck_child_wants_language_must CHECK (wants_language_must IN (0, 1)),
        CONSTRAINT ck_child_wants_culture_must CHECK (wants_culture_must IN (0, 1)),
        CONSTRAINT ck_child_wants_lowest_age CHECK (wants_lowest_age BETWEEN 18 AND 120),
        CONSTRAINT ck_child_wants_highest_age CHECK (wants_highest_age BETWEEN 18 AND 120)
    ) STRICT
    ;
INSERT INTO "child" VALUES(1,'YP-01','Kai Hollin','2013-06-22','Male','White',NULL,'English',NULL,1,'swimming; animals; gaming','dogs','loud rooms',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'friends',NULL,NULL,NULL,'autism','saturday',30,1,NULL,NULL,'Polish',1,NULL,NULL);
INSERT INTO "child" VALUES(3,'YP-03','Zainab Yusufi','2011-09-09','Female','Asian','Muslim','English; Dari',NULL,1,'football; cooking; drawing','spicy food','long drives',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(4,'YP-04','Reuben Slate','2012-12-03','Male','Mixed',NULL,'English','ADHD',1,'basketball; gaming; swimming','being outdoors','waiting about','Male',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(5,'YP-05','Ellie-Mae Crouch','2014-04-16','Female','White','Christian','English',NULL,1,'trains; walking; fishing','picnics','crowds',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(6,'YP-06','Jasmine Oduya','2012-02-28','Female','Black','Christian','English',NULL,1,'dancing; cinema; baking','popcorn','spiders','Female',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(7,'YP-07','Tomasz Wilk','2015-10-07','Male','White','Catholic','Polish; English','Hearing impairment',1,'reading; crafts; cycling','quiet places','shouting',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(8,'YP-08','Saoirse Tolland','2010-05-19','Female','White','Catholic','English',NULL,1,'gardening; animals; photography','cats','team games','Female',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(9,'YP-09','Harvey Birtle','2011-11-25','Male','White',NULL,'English',NULL,1,'music; climbing; cooking','anything noisy','maths',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(10,'YP-10','Emmanuel Asante','2014-08-14','Male','Black','Christian','English',NULL,1,'swimming; animals; crafts','pancakes','scary films',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE child_authority (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        authority_id INTEGER,
        from_on TEXT,
        CONSTRAINT uq_child_authority_child_id_from_on UNIQUE (child_id, from_on),
        CONSTRAINT ck_child_authority_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT fk_child_authority_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_child_authority_authority_id FOREIGN KEY(authority_id) REFERENCES authority (id)
    ) STRICT
    ;
INSERT INTO "child_authority" VALUES(1,1,1,NULL);
INSERT INTO "child_authority" VALUES(11,1,3,'2026-11-01');
CREATE TABLE child_worker (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        from_on TEXT,
        until_on TEXT, phone TEXT, email TEXT,
        CONSTRAINT ck_child_worker_role CHECK (role = 'social_worker' OR role = 'iro' OR role = 'carer'),
        CONSTRAINT ck_child_worker_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_child_worker_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_child_worker_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "child_worker" VALUES(1,1,'social_worker','Bev Ansty',NULL,'2026-11-01',NULL,NULL);
INSERT INTO "child_worker" VALUES(2,1,'iro','Martin Loxley',NULL,NULL,NULL,NULL);
INSERT INTO "child_worker" VALUES(3,1,'carer','The Fairhursts',NULL,NULL,NULL,NULL);
INSERT INTO "child_worker" VALUES(31,1,'social_worker','Jo Marsh','2026-11-02',NULL,'01632960000',NULL);
CREATE TABLE claim (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        volunteer_id INTEGER NOT NULL,
        CONSTRAINT uq_claim_key UNIQUE ("key"),
        CONSTRAINT fk_claim_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "claim" VALUES(2,'CLM-102',9);
INSERT INTO "claim" VALUES(3,'CLM-103',10);
INSERT INTO "claim" VALUES(6,'CLM-106',5);
INSERT INTO "claim" VALUES(7,'CLM-107',6);
INSERT INTO "claim" VALUES(9,'CLM-109',1);
INSERT INTO "claim" VALUES(11,NULL,5);
CREATE TABLE "claim_line" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_id INTEGER NOT NULL,
        line INTEGER NOT NULL,
        match_id INTEGER,
        duty TEXT,
        incurred_on TEXT NOT NULL,
        category TEXT NOT NULL,
        vehicle TEXT,
        miles_tenths INTEGER,
        amount_pence INTEGER NOT NULL,
        priced INTEGER NOT NULL,
        description TEXT,
        receipt INTEGER,
        receipt_why TEXT,
        claimed_on TEXT,
        approved_on TEXT,
        over_figure_why TEXT,
        paid_on TEXT,
        payment_id INTEGER,
        declined_on TEXT,
        declined_why TEXT,
        CONSTRAINT uq_claim_line_claim_id_line UNIQUE (claim_id, line),
        CONSTRAINT ck_claim_line_incurred_on CHECK (incurred_on IS date(incurred_on, '+0 days')),
        CONSTRAINT ck_claim_line_claimed_on CHECK (claimed_on IS date(claimed_on, '+0 days')),
        CONSTRAINT ck_claim_line_approved_on CHECK (approved_on IS date(approved_on, '+0 days')),
        CONSTRAINT ck_claim_line_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT ck_claim_line_declined_on CHECK (declined_on IS date(declined_on, '+0 days')),
        CONSTRAINT ck_claim_line_category CHECK (category = 'mileage' OR category = 'fare' OR category = 'parking' OR category = 'admission' OR category = 'meal' OR category = 'activity' OR category = 'other'),
        CONSTRAINT ck_claim_line_vehicle CHECK (vehicle = 'car' OR vehicle = 'van' OR vehicle = 'motorcycle' OR vehicle = 'bicycle'),
        CONSTRAINT ck_claim_line_duty CHECK (duty = 'training' OR duty = 'supervision' OR duty = 'group' OR duty = 'other'),
        CONSTRAINT ck_claim_line_priced CHECK (priced IN (0, 1)),
        CONSTRAINT ck_claim_line_receipt CHECK (receipt IN (0, 1)),
        CONSTRAINT ck_claim_line_miles_tenths CHECK (miles_tenths BETWEEN 1 AND 10000),
        CONSTRAINT ck_claim_line_amount_pence CHECK (amount_pence BETWEEN 0 AND 1000000),
        CONSTRAINT ck_claim_line_settled CHECK (paid_on IS NULL OR declined_on IS NULL),
        CONSTRAINT fk_claim_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_claim_line_match_id FOREIGN KEY(match_id) REFERENCES "match" (id),
        CONSTRAINT fk_claim_line_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
    ) STRICT
    ;
INSERT INTO "claim_line" VALUES(5,2,2,4,NULL,'2026-08-22','parking',NULL,NULL,600,0,NULL,1,NULL,'2026-08-27','2026-09-01',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(6,2,3,4,NULL,'2026-08-22','meal',NULL,NULL,1180,0,'Fish and chips',1,NULL,'2026-08-27','2026-09-01',NULL,'2026-09-04',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(7,3,1,NULL,NULL,'2026-09-12','fare',NULL,NULL,840,0,'Train to core training',1,NULL,'2026-09-15','2026-09-18',NULL,'2026-09-25',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(13,6,1,6,NULL,'2026-10-10','mileage','car',158,869,1,NULL,NULL,NULL,'2026-10-14',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(14,6,2,6,NULL,'2026-10-10','admission',NULL,NULL,1800,0,'Dance show',1,NULL,'2026-10-14','2026-10-19',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(15,7,1,7,NULL,'2026-10-17','mileage','bicycle',64,128,1,NULL,NULL,NULL,'2026-10-20','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(16,7,2,7,NULL,'2026-10-17','activity',NULL,NULL,900,0,'Pumpkins',1,NULL,'2026-10-20','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(21,9,3,8,NULL,'2026-10-31','other',NULL,NULL,1299,0,'Camera strap',0,NULL,'2026-11-02',NULL,NULL,NULL,NULL,'2026-11-05',NULL);
INSERT INTO "claim_line" VALUES(24,11,1,6,NULL,'2026-11-21','mileage','car',240,1320,1,NULL,NULL,NULL,'2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE claim_line_query (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_line_id INTEGER NOT NULL,
        queried_on TEXT NOT NULL,
        why TEXT,
        approved_on TEXT,
        over_figure_why TEXT,
        CONSTRAINT ck_claim_line_query_queried_on CHECK (queried_on IS date(queried_on, '+0 days')),
        CONSTRAINT ck_claim_line_query_approved_on CHECK (approved_on IS date(approved_on, '+0 days')),
        CONSTRAINT ck_claim_line_query_order CHECK (approved_on <= queried_on),
        CONSTRAINT fk_claim_line_query_claim_line_id FOREIGN KEY(claim_line_id) REFERENCES claim_line (id)
    ) STRICT
    ;
INSERT INTO "claim_line_query" VALUES(1,13,'2026-11-21','which day?','2026-10-19',NULL);
CREATE TABLE claim_line_reversal (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_line_id INTEGER NOT NULL,
        reversed_on TEXT NOT NULL,
        why TEXT NOT NULL,
        owed_again INTEGER NOT NULL,
        paid_on TEXT NOT NULL,
        payment_id INTEGER,
        CONSTRAINT ck_claim_line_reversal_reversed_on CHECK (reversed_on IS date(reversed_on, '+0 days')),
        CONSTRAINT ck_claim_line_reversal_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT ck_claim_line_reversal_owed_again CHECK (owed_again IN (0, 1)),
        CONSTRAINT ck_claim_line_reversal_order CHECK (paid_on <= reversed_on),
        CONSTRAINT fk_claim_line_reversal_claim_line_id FOREIGN KEY(claim_line_id) REFERENCES claim_line (id),
        CONSTRAINT fk_claim_line_reversal_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
    ) STRICT
    ;
INSERT INTO "claim_line_reversal" VALUES(1,5,'2026-11-23','the wrong account',1,'2026-09-04',NULL);
CREATE TABLE "concern" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        raised_on TEXT NOT NULL,
        raised_time TEXT,
        raised_by TEXT NOT NULL,
        child_id INTEGER,
        volunteer_id INTEGER,
        match_id INTEGER,
        visit_id INTEGER,
        words TEXT NOT NULL,
        action TEXT,
        closed_on TEXT,
        withdrawn_on TEXT,
        duplicate_of_id INTEGER,
        CONSTRAINT ck_concern_kind CHECK (kind = 'disclosure' OR kind = 'allegation_about_volunteer' OR kind = 'missing' OR kind = 'health' OR kind = 'other'),
        CONSTRAINT ck_concern_raised_on CHECK (raised_on IS date(raised_on, '+0 days')),
        CONSTRAINT ck_concern_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_concern_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_concern_raised_time CHECK (raised_time IS strftime('%H:%M', raised_time)),
        CONSTRAINT ck_concern_order CHECK (closed_on >= raised_on),
        CONSTRAINT ck_concern_withdrawal CHECK (withdrawn_on >= raised_on),
        CONSTRAINT ck_concern_duplicate CHECK (duplicate_of_id IS NULL OR (withdrawn_on IS NOT NULL AND duplicate_of_id <> id)),
        CONSTRAINT ck_concern_about CHECK (child_id IS NOT NULL OR volunteer_id IS NOT NULL),
        CONSTRAINT ck_concern_allegation CHECK (kind <> 'allegation_about_volunteer' OR volunteer_id IS NOT NULL),
        CONSTRAINT fk_concern_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_concern_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_concern_match_id FOREIGN KEY(match_id) REFERENCES "match" (id),
        CONSTRAINT fk_concern_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id),
        CONSTRAINT fk_concern_duplicate_of_id FOREIGN KEY(duplicate_of_id) REFERENCES concern (id)
    ) STRICT
    ;
INSERT INTO "concern" VALUES(1,'allegation_about_volunteer','2026-11-20',NULL,'tester',1,3,1,NULL,'Words.',NULL,NULL,'2026-11-23',NULL);
INSERT INTO "concern" VALUES(2,'other','2026-11-21',NULL,'tester',6,NULL,6,79,'Quiet all day.',NULL,NULL,NULL,NULL);
INSERT INTO "concern" VALUES(3,'other','2026-11-23',NULL,'tester',1,NULL,NULL,NULL,'x',NULL,NULL,NULL,NULL);
CREATE TABLE concern_look (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        looked_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        CONSTRAINT ck_concern_look_looked_at CHECK (looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at)),
        CONSTRAINT fk_concern_look_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    ;
INSERT INTO "concern_look" VALUES(1,1,'2026-11-22T10:08:50Z','tester');
CREATE TABLE "concern_note" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        noted_on TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT ck_concern_note_kind CHECK (kind = 'note' OR kind = 'action' OR kind = 'closing' OR kind = 'withdrawal'),
        CONSTRAINT ck_concern_note_noted_on CHECK (noted_on IS date(noted_on, '+0 days')),
        CONSTRAINT fk_concern_note_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    ;
INSERT INTO "concern_note" VALUES(1,1,'note','2026-11-23','tester','More.');
INSERT INTO "concern_note" VALUES(2,1,'withdrawal','2026-11-23','tester','twice');
CREATE TABLE concern_told (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        told_on TEXT NOT NULL,
        told_time TEXT,
        person TEXT,
        told_by TEXT NOT NULL,
        CONSTRAINT uq_concern_told_concern_id_party_told_on UNIQUE (concern_id, party, told_on),
        CONSTRAINT ck_concern_told_party CHECK (party = 'social_worker' OR party = 'lado' OR party = 'manager' OR party = 'police' OR party = 'other'),
        CONSTRAINT ck_concern_told_told_on CHECK (told_on IS date(told_on, '+0 days')),
        CONSTRAINT ck_concern_told_told_time CHECK (told_time IS strftime('%H:%M', told_time)),
        CONSTRAINT fk_concern_told_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    ;
INSERT INTO "concern_told" VALUES(1,1,'social_worker','2026-11-20',NULL,NULL,'tester');
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
INSERT INTO "excuse" VALUES(1,1,'2026-10','Hilary Roake','Volunteer''s DBS is being renewed');
CREATE TABLE file_identity (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        identity TEXT NOT NULL,
        CONSTRAINT ck_file_identity_id CHECK (id = 1),
        CONSTRAINT ck_file_identity_identity CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*')
    ) STRICT
    ;
INSERT INTO "file_identity" VALUES(1,'b980a2d48249faddee6844ebd73bfcb0');
CREATE TABLE file_look (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        looked_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        CONSTRAINT ck_file_look_looked_at CHECK (looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at))
    ) STRICT
    ;
INSERT INTO "file_look" VALUES(1,'2026-11-30T11:45:06Z','Ros','volunteer list');
CREATE TABLE file_receipt (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        deed TEXT NOT NULL,
        done_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        file TEXT,
        key_id TEXT,
        rows INTEGER,
        bytes INTEGER,
        change_set INTEGER,
        CONSTRAINT ck_file_receipt_deed CHECK (deed = 'backup' OR deed = 'restore' OR deed = 'drill' OR deed = 'encrypt' OR deed = 'decrypt' OR deed = 'rekey' OR deed = 'recovery_key'),
        CONSTRAINT ck_file_receipt_done_at CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%SZ', done_at))
    ) STRICT
    ;
INSERT INTO "file_receipt" VALUES(1,'backup','2026-11-22T09:30:20Z','tester','/home/you/a-backups/a-20261122-093020-before-import.db',NULL,64,413696,1);
CREATE TABLE job_run (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL,
        period_from TEXT NOT NULL,
        period_until TEXT NOT NULL,
        stated_on TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        outcome TEXT,
        found INTEGER,
        fault TEXT,
        actor TEXT NOT NULL,
        CONSTRAINT ck_job_run_job CHECK (job = 'missed-visits' OR job = 'checks' OR job = 'concerns' OR job = 'backup' OR job = 'month-end'),
        CONSTRAINT ck_job_run_outcome CHECK (outcome = 'done' OR outcome = 'failed'),
        CONSTRAINT ck_job_run_period_from CHECK (period_from IS date(period_from, '+0 days')),
        CONSTRAINT ck_job_run_period_until CHECK (period_until IS date(period_until, '+0 days')),
        CONSTRAINT ck_job_run_stated_on CHECK (stated_on IS date(stated_on, '+0 days')),
        CONSTRAINT ck_job_run_started_at CHECK (started_at IS strftime('%Y-%m-%dT%H:%M:%SZ', started_at)),
        CONSTRAINT ck_job_run_ended_at CHECK (ended_at IS strftime('%Y-%m-%dT%H:%M:%SZ', ended_at)),
        CONSTRAINT ck_job_run_ended CHECK ((ended_at IS NULL) = (outcome IS NULL)),
        CONSTRAINT ck_job_run_order CHECK (period_until >= period_from)
    ) STRICT
    ;
INSERT INTO "job_run" VALUES(1,'missed-visits','2026-11-23','2026-11-23','2026-11-23','2026-11-22T10:08:53Z','2026-11-22T10:08:53Z','done',2,NULL,'tester');
INSERT INTO "job_run" VALUES(2,'checks','2026-11-23','2026-11-23','2026-11-23','2026-11-22T10:08:54Z','2026-11-22T10:08:54Z','done',5,NULL,'tester');
INSERT INTO "job_run" VALUES(3,'concerns','2026-11-23','2026-11-23','2026-11-23','2026-11-22T10:08:55Z','2026-11-22T10:08:55Z','done',2,NULL,'tester');
INSERT INTO "job_run" VALUES(4,'month-end','2026-10-01','2026-10-31','2026-11-23','2026-11-22T10:08:56Z','2026-11-22T10:08:56Z','done',2,NULL,'tester');
INSERT INTO "job_run" VALUES(5,'backup','2026-11-23','2026-11-23','2026-11-23','2026-11-22T10:08:57Z','2026-11-22T10:08:57Z','done',0,NULL,'tester');
CREATE TABLE job_told (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL,
        item TEXT NOT NULL,
        state TEXT NOT NULL,
        degree INTEGER NOT NULL,
        told_on TEXT NOT NULL,
        CONSTRAINT uq_job_told_job_item UNIQUE (job, item),
        CONSTRAINT ck_job_told_job CHECK (job = 'missed-visits' OR job = 'checks' OR job = 'concerns' OR job = 'backup' OR job = 'month-end'),
        CONSTRAINT ck_job_told_told_on CHECK (told_on IS date(told_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO "job_told" VALUES(1,'missed-visits','M-1','2026-09-15',3,'2026-11-23');
INSERT INTO "job_told" VALUES(2,'missed-visits','M-5','2026-10-19',2,'2026-11-23');
INSERT INTO "job_told" VALUES(3,'checks','V-3 dbs 1','2026-09-03',4,'2026-11-23');
INSERT INTO "job_told" VALUES(8,'concerns','K-1 lado','2026-11-23',0,'2026-11-23');
INSERT INTO "job_told" VALUES(10,'month-end','2026-10','closed',1,'2026-11-23');
CREATE TABLE lead_worker (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        staff_id INTEGER NOT NULL,
        volunteer_id INTEGER,
        referral_id INTEGER,
        match_id INTEGER,
        from_on TEXT NOT NULL,
        until_on TEXT,
        CONSTRAINT ck_lead_worker_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_lead_worker_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_lead_worker_order CHECK (until_on >= from_on),
        CONSTRAINT ck_lead_worker_one CHECK ((volunteer_id IS NOT NULL) + (referral_id IS NOT NULL) + (match_id IS NOT NULL) = 1),
        CONSTRAINT fk_lead_worker_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lead_worker_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_lead_worker_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id),
        CONSTRAINT fk_lead_worker_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
INSERT INTO "lead_worker" VALUES(1,1,3,NULL,NULL,'2026-11-23',NULL);
INSERT INTO "lead_worker" VALUES(2,1,NULL,5,NULL,'2026-11-23',NULL);
INSERT INTO "lead_worker" VALUES(3,1,NULL,NULL,1,'2026-11-23',NULL);
CREATE TABLE "match" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        referral_id INTEGER NOT NULL,
        child_id INTEGER NOT NULL,
        volunteer_id INTEGER NOT NULL,
        second_volunteer_id INTEGER,
        proposed_on TEXT NOT NULL,
        book_shown_on TEXT,
        first_meeting_on TEXT,
        started_on TEXT,
        ended_on TEXT,
        ending_route TEXT,
        ending_reason TEXT,
        planned INTEGER,
        goodbye_held INTEGER,
        told_by TEXT,
        another_wanted INTEGER,
        continued_on TEXT,
        CONSTRAINT uq_match_key UNIQUE ("key"),
        CONSTRAINT ck_match_proposed_on CHECK (proposed_on IS date(proposed_on, '+0 days')),
        CONSTRAINT ck_match_book_shown_on CHECK (book_shown_on IS date(book_shown_on, '+0 days')),
        CONSTRAINT ck_match_first_meeting_on CHECK (first_meeting_on IS date(first_meeting_on, '+0 days')),
        CONSTRAINT ck_match_started_on CHECK (started_on IS date(started_on, '+0 days')),
        CONSTRAINT ck_match_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_match_continued_on CHECK (continued_on IS date(continued_on, '+0 days')),
        CONSTRAINT ck_match_ending_route CHECK (ending_route = 'care_ended' OR ending_route = 'volunteer_resigned' OR ending_route = 'authority_notice' OR ending_route = 'child_objected' OR ending_route = 'agreed_end'),
        CONSTRAINT ck_match_planned CHECK (planned IN (0, 1)),
        CONSTRAINT ck_match_goodbye_held CHECK (goodbye_held IN (0, 1)),
        CONSTRAINT ck_match_another_wanted CHECK (another_wanted IN (0, 1)),
        CONSTRAINT ck_match_couple CHECK (second_volunteer_id <> volunteer_id),
        CONSTRAINT ck_match_order CHECK (ended_on >= started_on),
        CONSTRAINT fk_match_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id),
        CONSTRAINT fk_match_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_match_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_match_second_volunteer_id FOREIGN KEY(second_volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "match" VALUES(1,'MAT-01',1,1,3,NULL,'2025-07-14',NULL,'2025-09-06','2025-09-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(3,'MAT-03',4,3,2,NULL,'2025-11-24',NULL,'2026-01-03','2026-01-10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(4,'MAT-04',5,4,9,NULL,'2025-12-01',NULL,'2026-01-17','2026-01-24','2026-10-09','volunteer_resigned','Moved away for work',1,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(5,'MAT-05',6,5,4,NULL,'2026-01-26',NULL,'2026-02-28','2026-03-07',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(6,'MAT-06',7,6,5,NULL,'2026-02-16',NULL,'2026-04-11','2026-04-18',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(7,'MAT-07',8,7,6,NULL,'2026-03-16',NULL,'2026-05-02','2026-05-09',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(8,'MAT-08',9,8,1,NULL,'2026-04-13',NULL,'2026-06-06','2026-06-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(9,'MAT-09',10,9,7,8,'2026-08-03',NULL,'2026-09-19','2026-10-03',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "match_interval" VALUES(2,3,'2026-11-23',2);
CREATE TABLE match_review (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        match_id INTEGER NOT NULL,
        held_on TEXT NOT NULL,
        outcome TEXT,
        note TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_match_review_key UNIQUE ("key"),
        CONSTRAINT ck_match_review_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_match_review_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_match_review_outcome CHECK (outcome = 'continue' OR outcome = 'change' OR outcome = 'end'),
        CONSTRAINT fk_match_review_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
INSERT INTO "match_review" VALUES(1,NULL,1,'2026-10-06','continue',NULL,NULL,NULL);
CREATE TABLE match_review_action (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        CONSTRAINT uq_match_review_action_match_review_id_number UNIQUE (match_review_id, number),
        CONSTRAINT ck_match_review_action_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_match_review_action_done_on CHECK (done_on IS date(done_on, '+0 days')),
        CONSTRAINT fk_match_review_action_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    ;
INSERT INTO "match_review_action" VALUES(1,1,1,'plan trips','2026-12-31',NULL);
CREATE TABLE match_review_rating (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        who TEXT NOT NULL,
        measure TEXT NOT NULL,
        rating INTEGER NOT NULL,
        CONSTRAINT uq_match_review_rating_match_review_id_who_measure UNIQUE (match_review_id, who, measure),
        CONSTRAINT ck_match_review_rating_who CHECK (who = 'child' OR who = 'volunteer'),
        CONSTRAINT ck_match_review_rating_measure CHECK (measure = 'feels_supported' OR measure = 'has_a_trusted_adult' OR measure = 'confidence' OR measure = 'finds_it_rewarding'),
        CONSTRAINT ck_match_review_rating_rating CHECK (rating BETWEEN 1 AND 5),
        CONSTRAINT fk_match_review_rating_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    ;
INSERT INTO "match_review_rating" VALUES(1,1,'child','confidence',4);
INSERT INTO "match_review_rating" VALUES(2,1,'volunteer','feels_supported',5);
CREATE TABLE match_review_view (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT uq_match_review_view_match_review_id_party UNIQUE (match_review_id, party),
        CONSTRAINT ck_match_review_view_party CHECK (party = 'volunteer' OR party = 'second_volunteer' OR party = 'social_worker' OR party = 'carer' OR party = 'child'),
        CONSTRAINT fk_match_review_view_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    ;
INSERT INTO "match_review_view" VALUES(1,1,'child','fine');
CREATE TABLE match_view (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        "view" TEXT NOT NULL,
        said_on TEXT NOT NULL,
        after_meeting INTEGER NOT NULL,
        understanding INTEGER,
        words TEXT,
        CONSTRAINT ck_match_view_party CHECK (party = 'volunteer' OR party = 'second_volunteer' OR party = 'social_worker' OR party = 'carer' OR party = 'child'),
        CONSTRAINT ck_match_view_view CHECK (view = 'agrees' OR view = 'unsure' OR view = 'objects' OR view = 'not_able'),
        CONSTRAINT ck_match_view_said_on CHECK (said_on IS date(said_on, '+0 days')),
        CONSTRAINT ck_match_view_after_meeting CHECK (after_meeting IN (0, 1)),
        CONSTRAINT ck_match_view_understanding CHECK (understanding IN (0, 1)),
        CONSTRAINT fk_match_view_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
CREATE TABLE merged_person (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER,
        child_id INTEGER,
        old_number INTEGER NOT NULL,
        old_key TEXT,
        old_name TEXT,
        merged_on TEXT NOT NULL,
        CONSTRAINT ck_merged_person_merged_on CHECK (merged_on IS date(merged_on, '+0 days')),
        CONSTRAINT ck_merged_person_kind CHECK ((volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT fk_merged_person_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_merged_person_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "merged_person" VALUES(1,14,NULL,15,NULL,'Kay Twice','2026-11-23');
CREATE TABLE panel_meeting (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        CONSTRAINT uq_panel_meeting_held_on UNIQUE (held_on),
        CONSTRAINT ck_panel_meeting_held_on CHECK (held_on IS date(held_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO "panel_meeting" VALUES(1,'2026-11-24');
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
        CONSTRAINT ck_pause_reason CHECK (reason = 'placement_move' OR reason = 'illness' OR reason = 'exams' OR reason = 'holiday' OR reason = 'custody' OR reason = 'volunteer_leave' OR reason = 'other'),
        CONSTRAINT ck_pause_order CHECK (until_on >= from_on),
        CONSTRAINT fk_pause_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
INSERT INTO "pause" VALUES(1,5,'2026-08-01','2026-08-14','holiday',NULL,NULL);
INSERT INTO "pause" VALUES(2,7,'2026-11-02','2027-01-10','volunteer_leave',NULL,NULL);
CREATE TABLE payment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        paid_on TEXT NOT NULL,
        reference TEXT NOT NULL,
        CONSTRAINT ck_payment_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT uq_payment_reference UNIQUE (reference)
    ) STRICT
    ;
CREATE TABLE "placement" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        kind TEXT,
        postcode TEXT,
        provider TEXT,
        area_authority_id INTEGER,
        from_on TEXT,
        until_on TEXT,
        CONSTRAINT ck_placement_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_placement_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_placement_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_placement_area_authority_id FOREIGN KEY(area_authority_id) REFERENCES authority (id)
    ) STRICT
    ;
INSERT INTO "placement" VALUES(1,1,'Foster care','LN1',NULL,1,'2024-10-14','2026-10-31');
INSERT INTO "placement" VALUES(11,1,NULL,'LN1 1AA','Heron House',NULL,'2026-11-01',NULL);
CREATE TABLE policy (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT NOT NULL,
        from_on TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT uq_policy_key_from_on UNIQUE ("key", from_on),
        CONSTRAINT ck_policy_from_on CHECK (from_on IS date(from_on, '+0 days'))
    ) STRICT
    ;
INSERT INTO "policy" VALUES(1,'service.fte','2000-01-01','1.0');
INSERT INTO "policy" VALUES(2,'volunteer.min_age','2000-01-01','18');
INSERT INTO "policy" VALUES(3,'volunteer.commitment_months','2000-01-01','12');
INSERT INTO "policy" VALUES(4,'visits.every_months','2000-01-01','1');
INSERT INTO "policy" VALUES(5,'visits.grace_days','2000-01-01','7');
INSERT INTO "policy" VALUES(6,'visits.red_days','2000-01-01','30');
INSERT INTO "policy" VALUES(7,'visits.escalate_days','2000-01-01','60');
INSERT INTO "policy" VALUES(8,'visits.min_days_for_month','2000-01-01','15');
INSERT INTO "policy" VALUES(9,'checks.dbs_years','2000-01-01','3');
INSERT INTO "policy" VALUES(10,'checks.independence_months','2000-01-01','12');
INSERT INTO "policy" VALUES(11,'checks.chase_days','2000-01-01','30');
INSERT INTO "policy" VALUES(12,'checks.warn_days','2000-01-01','60; 30; 7');
INSERT INTO "policy" VALUES(13,'training.modules','2000-01-01','role_and_responsibilities; safeguarding; children_in_care; boundaries; confidentiality; communication; equality_and_diversity; health_and_safety');
INSERT INTO "policy" VALUES(14,'training.refresh_years','2000-01-01','3');
INSERT INTO "policy" VALUES(15,'matching.max_miles','2000-01-01','30');
INSERT INTO "policy" VALUES(16,'expenses.figure_pence','2000-01-01','3000');
INSERT INTO "policy" VALUES(17,'expenses.pay_days','2000-01-01','14');
INSERT INTO "policy" VALUES(18,'expenses.rates.car','2000-01-01','45');
INSERT INTO "policy" VALUES(19,'expenses.rates.car_above','2000-01-01','25');
INSERT INTO "policy" VALUES(20,'expenses.rates.motorcycle','2000-01-01','24');
INSERT INTO "policy" VALUES(21,'expenses.rates.bicycle','2000-01-01','20');
INSERT INTO "policy" VALUES(22,'backups.daily','2000-01-01','7');
INSERT INTO "policy" VALUES(23,'backups.weekly','2000-01-01','5');
INSERT INTO "policy" VALUES(24,'backups.monthly','2000-01-01','12');
INSERT INTO "policy" VALUES(25,'backups.warn_days','2000-01-01','7');
INSERT INTO "policy" VALUES(26,'backups.drill_days','2000-01-01','92');
INSERT INTO "policy" VALUES(27,'retention.dbs_number_months','2000-01-01','6');
INSERT INTO "policy" VALUES(28,'report.close_days','2000-01-01','5');
INSERT INTO "policy" VALUES(29,'expenses.rates.car','2026-04-06','55');
INSERT INTO "policy" VALUES(30,'service.name','2000-01-01','Larkmere Independent Visitors');
INSERT INTO "policy" VALUES(31,'service.contact','2000-01-01','larkmere@example.org');
CREATE TABLE "referral" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        received_on TEXT NOT NULL,
        source TEXT NOT NULL,
        reasons TEXT,
        CONSTRAINT uq_referral_key UNIQUE ("key"),
        CONSTRAINT ck_referral_received_on CHECK (received_on IS date(received_on, '+0 days')),
        CONSTRAINT ck_referral_source CHECK (source = 'social_worker' OR source = 'iro' OR source = 'child' OR source = 'carer' OR source = 'advocate' OR source = 'other'),
        CONSTRAINT fk_referral_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "referral" VALUES(1,'REF-25-01',1,'2025-05-12','social_worker','Little or no family contact');
INSERT INTO "referral" VALUES(3,'REF-25-03',8,'2025-09-15','social_worker','Distance from home');
INSERT INTO "referral" VALUES(4,'REF-25-04',3,'2025-09-29','carer','Little or no family contact; Cannot go out alone');
INSERT INTO "referral" VALUES(5,'REF-25-05',4,'2025-10-20','social_worker','Residential setting; Risk from others');
INSERT INTO "referral" VALUES(6,'REF-26-01',5,'2025-12-01','social_worker','Little or no family contact');
INSERT INTO "referral" VALUES(7,'REF-26-02',6,'2026-01-12','child','Best interests');
INSERT INTO "referral" VALUES(8,'REF-26-03',7,'2026-02-02','advocate','Distance from home; Education or health');
INSERT INTO "referral" VALUES(9,'REF-26-04',8,'2026-02-16','social_worker','Distance from home; Residential setting');
INSERT INTO "referral" VALUES(10,'REF-26-05',9,'2026-06-15','iro','Little or no family contact');
INSERT INTO "referral" VALUES(11,'REF-26-06',10,'2026-10-06','social_worker','Little or no family contact; Best interests');
CREATE TABLE referral_closing (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        referral_id INTEGER NOT NULL,
        closed_on TEXT,
        outcome TEXT,
        why TEXT,
        look_again_on TEXT,
        reopened_on TEXT,
        CONSTRAINT ck_referral_closing_outcome CHECK (outcome = 'matched' OR outcome = 'declined' OR outcome = 'withdrawn' OR outcome = 'not_eligible' OR outcome = 'aged_out'),
        CONSTRAINT ck_referral_closing_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_referral_closing_look_again_on CHECK (look_again_on IS date(look_again_on, '+0 days')),
        CONSTRAINT ck_referral_closing_reopened_on CHECK (reopened_on IS date(reopened_on, '+0 days')),
        CONSTRAINT ck_referral_closing_order CHECK (reopened_on IS NULL OR (closed_on IS NOT NULL AND reopened_on >= closed_on)),
        CONSTRAINT fk_referral_closing_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    ) STRICT
    ;
INSERT INTO "referral_closing" VALUES(1,3,'2025-10-20','withdrawn',NULL,NULL,NULL);
INSERT INTO "referral_closing" VALUES(2,11,'2026-11-10','declined','no volunteer near',NULL,'2026-11-20');
CREATE TABLE "referral_step" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        referral_id INTEGER NOT NULL,
        step TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        "by" TEXT,
        note TEXT,
        CONSTRAINT uq_referral_step_referral_id_step UNIQUE (referral_id, step),
        CONSTRAINT ck_referral_step_step CHECK (step = 'social_worker_form' OR step = 'child_form' OR step = 'staff_visit' OR step = 'accepted'),
        CONSTRAINT ck_referral_step_taken_on CHECK (taken_on IS date(taken_on, '+0 days')),
        CONSTRAINT fk_referral_step_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    ) STRICT
    ;
INSERT INTO "referral_step" VALUES(1,1,'social_worker_form','2025-05-19',NULL,NULL);
INSERT INTO "referral_step" VALUES(2,1,'child_form','2025-06-02',NULL,NULL);
INSERT INTO "referral_step" VALUES(3,1,'staff_visit','2025-06-16',NULL,NULL);
INSERT INTO "referral_step" VALUES(4,1,'accepted','2025-06-16',NULL,'taken from the staff visit by the import');
CREATE TABLE staff (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        weekly_hours_tenths INTEGER,
        joined_on TEXT NOT NULL,
        left_on TEXT,
        CONSTRAINT ck_staff_weekly_hours_tenths CHECK (weekly_hours_tenths BETWEEN 1 AND 600),
        CONSTRAINT ck_staff_joined_on CHECK (joined_on IS date(joined_on, '+0 days')),
        CONSTRAINT ck_staff_left_on CHECK (left_on IS date(left_on, '+0 days')),
        CONSTRAINT ck_staff_order CHECK (left_on >= joined_on)
    ) STRICT
    ;
INSERT INTO "staff" VALUES(1,'Ros Hale','co-ordinator',300,'2026-09-01',NULL);
CREATE TABLE statutory_review (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        due_on TEXT,
        held_on TEXT,
        iv_considered INTEGER,
        wants_iv TEXT,
        iv_attended INTEGER,
        note TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_statutory_review_key UNIQUE ("key"),
        CONSTRAINT ck_statutory_review_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_statutory_review_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_statutory_review_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_statutory_review_iv_considered CHECK (iv_considered IN (0, 1)),
        CONSTRAINT ck_statutory_review_iv_attended CHECK (iv_attended IN (0, 1)),
        CONSTRAINT ck_statutory_review_wants_iv CHECK (wants_iv = 'yes' OR wants_iv = 'no' OR wants_iv = 'not_asked'),
        CONSTRAINT ck_statutory_review_day CHECK (due_on IS NOT NULL OR held_on IS NOT NULL),
        CONSTRAINT fk_statutory_review_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "statutory_review" VALUES(1,NULL,1,'2026-12-01','2026-11-20',1,'yes',1,NULL,NULL,NULL);
CREATE TABLE support (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        kind TEXT NOT NULL,
        planned_on TEXT,
        held_on TEXT,
        minutes INTEGER,
        held_by TEXT,
        topic TEXT,
        note TEXT,
        next_on TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_support_key UNIQUE ("key"),
        CONSTRAINT ck_support_kind CHECK (kind = 'supervision' OR kind = 'group_meeting' OR kind = 'phone' OR kind = 'outing' OR kind = 'training' OR kind = 'agm'),
        CONSTRAINT ck_support_planned_on CHECK (planned_on IS date(planned_on, '+0 days')),
        CONSTRAINT ck_support_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_support_next_on CHECK (next_on IS date(next_on, '+0 days')),
        CONSTRAINT ck_support_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_support_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT ck_support_day CHECK (planned_on IS NOT NULL OR held_on IS NOT NULL)
    ) STRICT
    ;
INSERT INTO "support" VALUES(1,NULL,'supervision',NULL,'2026-11-02',60,NULL,NULL,NULL,'2026-12-14',NULL,NULL);
INSERT INTO "support" VALUES(2,NULL,'outing','2026-12-12',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE support_action (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        support_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        CONSTRAINT uq_support_action_support_id_number UNIQUE (support_id, number),
        CONSTRAINT ck_support_action_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_support_action_done_on CHECK (done_on IS date(done_on, '+0 days')),
        CONSTRAINT fk_support_action_support_id FOREIGN KEY(support_id) REFERENCES support (id)
    ) STRICT
    ;
INSERT INTO "support_action" VALUES(1,1,1,'ring','2026-12-01',NULL);
CREATE TABLE "training" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        until_on TEXT,
        modules TEXT NOT NULL,
        held_by TEXT,
        note TEXT,
        topic TEXT,
        planned INTEGER,
        CONSTRAINT ck_training_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_training_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_training_planned CHECK (planned IN (0, 1)),
        CONSTRAINT ck_training_order CHECK (until_on >= held_on)
    ) STRICT
    ;
INSERT INTO "training" VALUES(1,'2026-11-14','2026-11-15','safeguarding; boundaries','A. Osier',NULL,NULL,NULL);
INSERT INTO "training" VALUES(2,'2026-11-07',NULL,'',NULL,NULL,'attachment',NULL);
INSERT INTO "training" VALUES(3,'2026-12-12',NULL,'boundaries',NULL,NULL,NULL,1);
CREATE TABLE two_people (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER,
        other_volunteer_id INTEGER,
        child_id INTEGER,
        other_child_id INTEGER,
        said_on TEXT NOT NULL,
        said_by TEXT NOT NULL,
        CONSTRAINT ck_two_people_said_on CHECK (said_on IS date(said_on, '+0 days')),
        CONSTRAINT ck_two_people_kind CHECK ((volunteer_id IS NULL) = (other_volunteer_id IS NULL) AND (child_id IS NULL) = (other_child_id IS NULL) AND (volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT ck_two_people_volunteers CHECK (volunteer_id < other_volunteer_id),
        CONSTRAINT ck_two_people_children CHECK (child_id < other_child_id),
        CONSTRAINT fk_two_people_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_two_people_other_volunteer_id FOREIGN KEY(other_volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_two_people_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_two_people_other_child_id FOREIGN KEY(other_child_id) REFERENCES child (id)
    ) STRICT
    ;
CREATE TABLE "visit" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        visited_on TEXT NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        nth INTEGER NOT NULL,
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
        CONSTRAINT ck_visit_kind CHECK (kind = 'visit' OR kind = 'phone' OR kind = 'letter' OR kind = 'video' OR kind = 'message'),
        CONSTRAINT ck_visit_outcome CHECK (outcome = 'held' OR outcome = 'cancelled_by_child' OR outcome = 'cancelled_by_volunteer' OR outcome = 'cancelled_by_carer' OR outcome = 'cancelled_by_service' OR outcome = 'missed'),
        CONSTRAINT ck_visit_nth CHECK (nth BETWEEN 1 AND 99),
        CONSTRAINT ck_visit_held_once CHECK (nth = 1 OR kind <> 'visit' OR outcome <> 'held'),
        CONSTRAINT ck_visit_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT ck_visit_mood CHECK (mood BETWEEN 1 AND 5),
        CONSTRAINT fk_visit_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
INSERT INTO "visit" VALUES(1,1,'2025-09-27','visit','held',1,150,'swimming','Leisure centre',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(5,1,'2025-12-13','visit','held',1,120,'ice skating','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(6,1,'2026-01-17','visit','held',1,120,'swimming','Leisure centre',3,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(17,3,'2026-03-22','visit','cancelled_by_carer',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(23,4,'2026-05-02','visit','missed',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(44,8,'2026-07-18','letter','held',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(46,6,'2026-07-25','visit','cancelled_by_volunteer',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(58,1,'2026-09-12','visit','cancelled_by_service',1,NULL,NULL,NULL,NULL,NULL,'DBS ran out on 3 September; told the carer.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(73,7,'2026-10-31','video','held',1,40,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(76,5,'2026-11-14','visit','cancelled_by_child',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(79,6,'2026-11-21','visit','held',1,120,NULL,NULL,NULL,NULL,NULL,'2026-12-12',NULL,NULL);
INSERT INTO "visit" VALUES(81,1,'2026-11-21','phone','held',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE visit_plan (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        planned_on TEXT NOT NULL,
        activity TEXT,
        place TEXT,
        withdrawn_on TEXT,
        CONSTRAINT ck_visit_plan_planned_on CHECK (planned_on IS date(planned_on, '+0 days')),
        CONSTRAINT ck_visit_plan_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT fk_visit_plan_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    ;
INSERT INTO "visit_plan" VALUES(1,3,'2026-12-05','the canal',NULL,NULL);
CREATE TABLE "volunteer" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        name TEXT NOT NULL,
        email TEXT,
        phone TEXT,
        address TEXT,
        postcode TEXT,
        date_of_birth TEXT,
        gender TEXT,
        languages TEXT,
        interests TEXT,
        drives INTEGER,
        capacity INTEGER NOT NULL,
        capacity_imported INTEGER NOT NULL,
        min_child_age INTEGER,
        max_child_age INTEGER,
        max_miles INTEGER,
        experience TEXT,
        commitment_months INTEGER, skills TEXT, availability TEXT, culture TEXT,
        CONSTRAINT uq_volunteer_key UNIQUE ("key"),
        CONSTRAINT ck_volunteer_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_volunteer_drives CHECK (drives IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity_imported CHECK (capacity_imported IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity CHECK (capacity BETWEEN 0 AND 20),
        CONSTRAINT ck_volunteer_min_child_age CHECK (min_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_child_age CHECK (max_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_miles CHECK (max_miles BETWEEN 0 AND 1000),
        CONSTRAINT ck_volunteer_commitment_months CHECK (commitment_months BETWEEN 1 AND 240)
    ) STRICT
    ;
INSERT INTO "volunteer" VALUES(1,'VOL-01','Maureen Attwell','maureen@example.org','07700 900114',NULL,'LN2','1961-03-14','Female','English','gardening; baking; walking',1,2,1,8,17,30,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(2,'VOL-02','Dele Adebanjo','dele@example.org','07700 900127',NULL,'LN6','1988-11-02','Male','English; Yoruba','football; cooking; gaming',1,1,0,10,17,25,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(3,'VOL-03','Eluned Prosser','eluned@example.org','07700 900132',NULL,'LN1','1975-07-27','Female','English; Welsh','swimming; drawing; animals',1,1,0,NULL,NULL,20,NULL,NULL,'autism','saturday','Irish');
INSERT INTO "volunteer" VALUES(4,'VOL-04','Graham Tindle','graham@example.org','07700 900145',NULL,'LN4','1958-09-19','Male','English','trains; fishing; walking',1,1,0,9,16,30,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(5,'VOL-05','Harpreet Dhami','harpreet@example.org','07700 900158',NULL,'LN5','1992-05-08','Female','English; Punjabi','dancing; baking; cinema',1,1,0,9,17,20,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(6,'VOL-06','Lorna Quill','lorna@example.org','07700 900163',NULL,'LN3','1969-01-30','Female','English; BSL','reading; crafts; cycling',0,1,0,8,15,10,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(7,'VOL-07','Jonah Bexley','jonah@example.org','07700 900176',NULL,'NG34','1979-06-11','Male','English','climbing; cooking; music',1,1,0,10,17,30,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(8,'VOL-08','Ruth Bexley','ruth@example.org','07700 900177',NULL,'NG34','1981-02-23','Female','English','music; photography; walking',1,1,0,10,17,30,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(9,'VOL-09','Desmond Mensah-Reed','desmond@example.org','07700 900181',NULL,'LN6','1990-12-05','Male','English; Twi','basketball; gaming; drumming',1,1,0,NULL,NULL,25,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(10,'VOL-10','Wanda Lisowska','wanda@example.org','07700 900194',NULL,'LN5','1985-08-17','Female','English; Polish','swimming; crafts; animals',1,1,0,7,15,25,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(13,NULL,'Ann Lee',NULL,'07700900123',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,NULL,NULL,NULL,'scout leader',18,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(14,NULL,'Kay Twice',NULL,'07700900222',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "volunteer_check" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        slot INTEGER NOT NULL,
        asked_on TEXT,
        from_on TEXT,
        outcome TEXT,
        certificate TEXT,
        rechecked_on TEXT,
        level TEXT,
        level_why TEXT,
        seen_by TEXT,
        seen_on TEXT,
        update_service INTEGER,
        held_by TEXT,
        method TEXT,
        module TEXT,
        referee TEXT,
        connection TEXT,
        conditions TEXT,
        note TEXT,
        chased_on TEXT,
        number_purged_on TEXT,
        training_id INTEGER,
        meeting_id INTEGER,
        CONSTRAINT ck_volunteer_check_kind CHECK (kind = 'pack' OR kind = 'chat' OR kind = 'application' OR kind = 'interview' OR kind = 'dbs' OR kind = 'overseas' OR kind = 'childrens_services' OR kind = 'medical' OR kind = 'reference' OR kind = 'safeguarding' OR kind = 'training' OR kind = 'book' OR kind = 'panel' OR kind = 'second_match' OR kind = 'independence' OR kind = 'code_of_conduct'),
        CONSTRAINT ck_volunteer_check_outcome CHECK (outcome = 'clear' OR outcome = 'risk_assessed' OR outcome = 'not_clear' OR outcome = 'withdrawn' OR outcome = 'approved' OR outcome = 'approved_with_conditions' OR outcome = 'deferred' OR outcome = 'not_accepted'),
        CONSTRAINT ck_volunteer_check_slot CHECK (slot BETWEEN 1 AND 9),
        CONSTRAINT ck_volunteer_check_level CHECK (level = 'enhanced' OR level = 'enhanced_barred'),
        CONSTRAINT ck_volunteer_check_method CHECK (method = 'post' OR method = 'email'),
        CONSTRAINT ck_volunteer_check_update_service CHECK (update_service IN (0, 1)),
        CONSTRAINT ck_volunteer_check_asked_on CHECK (asked_on IS date(asked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_rechecked_on CHECK (rechecked_on IS date(rechecked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_seen_on CHECK (seen_on IS date(seen_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_chased_on CHECK (chased_on IS date(chased_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_number_purged_on CHECK (number_purged_on IS date(number_purged_on, '+0 days')),
        CONSTRAINT fk_volunteer_check_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_volunteer_check_training_id FOREIGN KEY(training_id) REFERENCES training (id),
        CONSTRAINT fk_volunteer_check_meeting_id FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id)
    ) STRICT
    ;
INSERT INTO "volunteer_check" VALUES(1,1,'dbs',1,NULL,'2024-04-09','clear','001748820316','2026-04-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(5,1,'reference',2,NULL,'2024-04-19','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(82,13,'pack',1,NULL,'2026-10-02','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'email',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(83,13,'chat',1,NULL,'2026-10-05','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'A. Osier',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(84,13,'reference',1,'2026-10-06',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'P. Moss',NULL,NULL,NULL,'2026-11-10',NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(87,13,'training',1,NULL,'2026-11-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'boundaries',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO "volunteer_check" VALUES(90,13,'panel',1,'2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "volunteer_check" VALUES(91,13,'book',1,'2026-11-23','2026-11-23','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "volunteer_hold" VALUES(1,6,'2026-11-02','2027-01-10','Knee operation');
CREATE TABLE "volunteer_spell" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        spell INTEGER NOT NULL,
        begun_on TEXT,
        ended_on TEXT,
        ended_as TEXT,
        reason TEXT,
        CONSTRAINT uq_volunteer_spell_volunteer_id_spell UNIQUE (volunteer_id, spell),
        CONSTRAINT ck_volunteer_spell_begun_on CHECK (begun_on IS date(begun_on, '+0 days')),
        CONSTRAINT ck_volunteer_spell_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_volunteer_spell_order CHECK (ended_on >= begun_on),
        CONSTRAINT ck_volunteer_spell_ended_as CHECK (ended_as = 'withdrew' OR ended_as = 'not_accepted' OR ended_as = 'left'),
        CONSTRAINT fk_volunteer_spell_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "volunteer_spell" VALUES(9,9,1,NULL,'2026-10-09','left','Moved away for work');
INSERT INTO "volunteer_spell" VALUES(13,13,1,NULL,'2026-11-21','withdrew','moved away');
INSERT INTO "volunteer_spell" VALUES(14,13,2,'2026-11-23',NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(15,14,1,NULL,NULL,NULL,NULL);
CREATE TABLE volunteer_stage (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        spell INTEGER NOT NULL,
        stage TEXT NOT NULL,
        reached_on TEXT,
        recorded_by TEXT,
        note TEXT,
        CONSTRAINT uq_volunteer_stage_volunteer_id_spell_stage UNIQUE (volunteer_id, spell, stage),
        CONSTRAINT ck_volunteer_stage_stage CHECK (stage = 'interest_expressed' OR stage = 'information_pack_sent' OR stage = 'informal_chat' OR stage = 'application_completed' OR stage = 'home_interview' OR stage = 'checks_completed' OR stage = 'training_completed' OR stage = 'panel_approval' OR stage = 'approved'),
        CONSTRAINT ck_volunteer_stage_reached_on CHECK (reached_on IS date(reached_on, '+0 days')),
        CONSTRAINT fk_volunteer_stage_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "volunteer_stage" VALUES(2,1,1,'information_pack_sent','2024-01-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(3,1,1,'informal_chat','2024-01-19',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(4,1,1,'application_completed','2024-02-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(5,1,1,'home_interview','2024-03-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(6,1,1,'checks_completed','2024-04-26',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(7,1,1,'training_completed','2024-05-18',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(8,1,1,'panel_approval','2024-06-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(9,1,1,'approved','2024-06-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(99,13,2,'interest_expressed','2026-11-23','tester',NULL);
INSERT INTO "volunteer_stage" VALUES(100,14,1,'interest_expressed','2026-11-01','Ros',NULL);
CREATE TABLE waiver (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        gate TEXT NOT NULL,
        slot INTEGER,
        module TEXT,
        waived_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        from_on TEXT NOT NULL,
        until_on TEXT NOT NULL,
        withdrawn_on TEXT,
        CONSTRAINT ck_waiver_gate CHECK (gate = 'pack' OR gate = 'chat' OR gate = 'application' OR gate = 'referee' OR gate = 'interview' OR gate = 'dbs' OR gate = 'overseas' OR gate = 'childrens_services' OR gate = 'medical' OR gate = 'reference' OR gate = 'safeguarding' OR gate = 'training' OR gate = 'book' OR gate = 'panel' OR gate = 'independence' OR gate = 'code_of_conduct'),
        CONSTRAINT ck_waiver_slot CHECK (slot BETWEEN 1 AND 2),
        CONSTRAINT ck_waiver_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_waiver_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_waiver_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_waiver_order CHECK (until_on >= from_on),
        CONSTRAINT fk_waiver_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "waiver" VALUES(1,13,'reference',2,NULL,'R. Hale','abroad','2026-11-23','2027-03-31',NULL);
CREATE UNIQUE INDEX uq_authority_name ON authority (lower(name))
    ;
CREATE INDEX ix_claim_volunteer_id ON claim (volunteer_id)
    ;
CREATE INDEX ix_child_worker_child_id_role ON child_worker (child_id, role)
    ;
CREATE UNIQUE INDEX uq_change_value_change_id ON change_value (change_id)
    ;
CREATE UNIQUE INDEX uq_pause_match_id_from_on ON pause (match_id, from_on) WHERE withdrawn_on IS NULL
    ;
CREATE UNIQUE INDEX uq_pause_open ON pause (match_id) WHERE withdrawn_on IS NULL AND until_on IS NULL
    ;
CREATE TRIGGER tr_change_value_delete BEFORE DELETE ON change_value BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ix_match_view_match_id ON match_view (match_id)
    ;
CREATE INDEX ix_volunteer_spell_ended_on ON volunteer_spell (ended_on, volunteer_id, spell, begun_on)
    ;
CREATE INDEX ix_volunteer_check_volunteer_id_kind ON volunteer_check (volunteer_id, kind)
    ;
CREATE INDEX ix_volunteer_check_kind ON volunteer_check (kind, from_on, volunteer_id, outcome)
    ;
CREATE INDEX ix_volunteer_check_rechecked_on ON volunteer_check (rechecked_on, volunteer_id) WHERE rechecked_on IS NOT NULL
    ;
CREATE INDEX ix_volunteer_check_unanswered ON volunteer_check (asked_on, volunteer_id) WHERE outcome IS NULL
    ;
CREATE INDEX ix_volunteer_check_training_id ON volunteer_check (training_id) WHERE training_id IS NOT NULL
    ;
CREATE INDEX ix_volunteer_check_meeting_id ON volunteer_check (meeting_id) WHERE meeting_id IS NOT NULL
    ;
CREATE INDEX ix_volunteer_stage_stage ON volunteer_stage (stage, reached_on, volunteer_id, spell)
    ;
CREATE INDEX ix_placement_child_id ON placement (child_id)
    ;
CREATE INDEX ix_waiver_volunteer_id ON waiver (volunteer_id)
    ;
CREATE INDEX ix_lead_worker_staff_id ON lead_worker (staff_id)
    ;
CREATE UNIQUE INDEX uq_lead_worker_volunteer_id ON lead_worker (volunteer_id) WHERE until_on IS NULL
    ;
CREATE UNIQUE INDEX uq_lead_worker_referral_id ON lead_worker (referral_id) WHERE until_on IS NULL
    ;
CREATE UNIQUE INDEX uq_lead_worker_match_id ON lead_worker (match_id) WHERE until_on IS NULL
    ;
CREATE UNIQUE INDEX uq_visit_plan_match_id_planned_on ON visit_plan (match_id, planned_on) WHERE withdrawn_on IS NULL
    ;
CREATE INDEX ix_concern_look_concern_id ON concern_look (concern_id)
    ;
CREATE INDEX ix_job_run_job ON job_run (job, outcome, period_until)
    ;
CREATE UNIQUE INDEX uq_visit_match_day ON visit (match_id, visited_on, kind, outcome, nth) WHERE withdrawn_on IS NULL
    ;
CREATE INDEX ix_visit_day_match ON visit (visited_on, match_id, kind, outcome) WHERE withdrawn_on IS NULL
    ;
CREATE INDEX ix_visit_next_planned_on ON visit (match_id, next_planned_on) WHERE withdrawn_on IS NULL AND next_planned_on IS NOT NULL
    ;
CREATE INDEX ix_child_authority_authority_id ON child_authority (authority_id)
    ;
CREATE UNIQUE INDEX uq_child_authority_first ON child_authority (child_id) WHERE from_on IS NULL
    ;
CREATE INDEX ix_referral_closing_referral_id ON referral_closing (referral_id)
    ;
CREATE UNIQUE INDEX uq_referral_closing_closed ON referral_closing (referral_id) WHERE reopened_on IS NULL
    ;
CREATE INDEX ix_claim_line_query_claim_line_id ON claim_line_query (claim_line_id)
    ;
CREATE INDEX ix_referral_child_id ON referral (child_id)
    ;
CREATE INDEX ix_referral_received_on ON referral (received_on)
    ;
CREATE INDEX ix_claim_line_incurred_on ON claim_line (incurred_on)
    ;
CREATE INDEX ix_claim_line_match_id ON claim_line (match_id)
    ;
CREATE INDEX ix_claim_line_payment_id ON claim_line (payment_id)
    ;
CREATE INDEX ix_claim_line_unsettled ON claim_line (paid_on, declined_on)
    ;
CREATE INDEX ix_concern_note_concern_id ON concern_note (concern_id)
    ;
CREATE UNIQUE INDEX uq_two_people_volunteer_id ON two_people (volunteer_id, other_volunteer_id) WHERE volunteer_id IS NOT NULL
    ;
CREATE UNIQUE INDEX uq_two_people_child_id ON two_people (child_id, other_child_id) WHERE child_id IS NOT NULL
    ;
CREATE INDEX ix_change_set_recorded_at ON change_set (recorded_at);
CREATE TRIGGER tr_change_set_update BEFORE UPDATE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_set_delete BEFORE DELETE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ix_change_table_name_row_id ON change (table_name, row_id);
CREATE TRIGGER tr_change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_update BEFORE UPDATE ON change WHEN NOT (new.id = old.id AND new.change_set_id = old.change_set_id AND new.table_name = old.table_name AND new.row_id = old.row_id AND new.action = old.action AND new.columns IS old.columns AND new.digest IS old.digest AND new.salt IS NULL) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_value_update BEFORE UPDATE ON change_value WHEN NOT (new.id = old.id AND new.change_id = old.change_id AND new."before" IS NULL AND new."after" IS NULL) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ix_change_link_takes_back_id ON change_link (takes_back_id) WHERE takes_back_id IS NOT NULL;
CREATE TRIGGER tr_change_link_update BEFORE UPDATE ON change_link BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_change_link_delete BEFORE DELETE ON change_link BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_file_look_update BEFORE UPDATE ON file_look BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER tr_file_look_delete BEFORE DELETE ON file_look BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ix_match_child_id ON "match" (child_id)
    ;
CREATE INDEX ix_match_referral_id ON "match" (referral_id)
    ;
CREATE INDEX ix_match_second_volunteer_id ON "match" (second_volunteer_id)
    ;
CREATE INDEX ix_match_started_on ON "match" (started_on, ended_on)
    ;
CREATE INDEX ix_match_volunteer_id ON "match" (volunteer_id)
    ;
CREATE UNIQUE INDEX uq_match_live_child ON "match" (child_id) WHERE started_on IS NOT NULL AND ended_on IS NULL
    ;
CREATE INDEX ix_claim_line_reversal_claim_line_id ON claim_line_reversal (claim_line_id);
CREATE INDEX ix_claim_line_reversal_payment_id ON claim_line_reversal (payment_id);
CREATE UNIQUE INDEX uq_merged_person_child_old_key ON merged_person (old_key) WHERE child_id IS NOT NULL
    ;
CREATE UNIQUE INDEX uq_merged_person_child_old_number ON merged_person (old_number) WHERE child_id IS NOT NULL
    ;
CREATE UNIQUE INDEX uq_merged_person_volunteer_old_key ON merged_person (old_key) WHERE volunteer_id IS NOT NULL
    ;
CREATE UNIQUE INDEX uq_merged_person_volunteer_old_number ON merged_person (old_number) WHERE volunteer_id IS NOT NULL
    ;
CREATE INDEX ix_support_held_on ON support (held_on, kind);
CREATE INDEX ix_attendance_child_id ON attendance (child_id);
CREATE INDEX ix_attendance_volunteer_id ON attendance (volunteer_id);
CREATE INDEX ix_statutory_review_child_id ON statutory_review (child_id, held_on);
CREATE UNIQUE INDEX uq_match_review_match_id_held_on ON match_review (match_id, held_on) WHERE withdrawn_on IS NULL
    ;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('referral_step',41);
INSERT INTO "sqlite_sequence" VALUES('volunteer',15);
INSERT INTO "sqlite_sequence" VALUES('volunteer_spell',16);
INSERT INTO "sqlite_sequence" VALUES('volunteer_check',91);
INSERT INTO "sqlite_sequence" VALUES('placement',11);
INSERT INTO "sqlite_sequence" VALUES('policy',31);
INSERT INTO "sqlite_sequence" VALUES('volunteer_hold',1);
INSERT INTO "sqlite_sequence" VALUES('volunteer_stage',101);
INSERT INTO "sqlite_sequence" VALUES('authority',3);
INSERT INTO "sqlite_sequence" VALUES('child_worker',31);
INSERT INTO "sqlite_sequence" VALUES('match_interval',2);
INSERT INTO "sqlite_sequence" VALUES('pause',2);
INSERT INTO "sqlite_sequence" VALUES('excuse',2);
INSERT INTO "sqlite_sequence" VALUES('claim',11);
INSERT INTO "sqlite_sequence" VALUES('file_receipt',7);
INSERT INTO "sqlite_sequence" VALUES('staff',1);
INSERT INTO "sqlite_sequence" VALUES('lead_worker',3);
INSERT INTO "sqlite_sequence" VALUES('change_value',21);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('panel_meeting',1);
INSERT INTO "sqlite_sequence" VALUES('book_section',2);
INSERT INTO "sqlite_sequence" VALUES('concern_told',1);
INSERT INTO "sqlite_sequence" VALUES('concern_look',1);
INSERT INTO "sqlite_sequence" VALUES('visit_plan',1);
INSERT INTO "sqlite_sequence" VALUES('job_run',5);
INSERT INTO "sqlite_sequence" VALUES('job_told',11);
INSERT INTO "sqlite_sequence" VALUES('file_identity',1);
INSERT INTO "sqlite_sequence" VALUES('visit',81);
INSERT INTO "sqlite_sequence" VALUES('child_authority',11);
INSERT INTO "sqlite_sequence" VALUES('referral_closing',2);
INSERT INTO "sqlite_sequence" VALUES('claim_line_query',1);
INSERT INTO "sqlite_sequence" VALUES('referral',11);
INSERT INTO "sqlite_sequence" VALUES('claim_line',25);
INSERT INTO "sqlite_sequence" VALUES('concern',3);
INSERT INTO "sqlite_sequence" VALUES('concern_note',2);
INSERT INTO "sqlite_sequence" VALUES('change',569);
INSERT INTO "sqlite_sequence" VALUES('change_set',49);
INSERT INTO "sqlite_sequence" VALUES('change_link',18);
INSERT INTO "sqlite_sequence" VALUES('child',10);
INSERT INTO "sqlite_sequence" VALUES('match',9);
INSERT INTO "sqlite_sequence" VALUES('training',3);
INSERT INTO "sqlite_sequence" VALUES('support',2);
INSERT INTO "sqlite_sequence" VALUES('attendance',5);
INSERT INTO "sqlite_sequence" VALUES('support_action',1);
INSERT INTO "sqlite_sequence" VALUES('statutory_review',1);
INSERT INTO "sqlite_sequence" VALUES('match_review',1);
INSERT INTO "sqlite_sequence" VALUES('match_review_rating',2);
INSERT INTO "sqlite_sequence" VALUES('match_review_view',1);
INSERT INTO "sqlite_sequence" VALUES('match_review_action',1);
INSERT INTO "sqlite_sequence" VALUES('claim_line_reversal',1);
INSERT INTO "sqlite_sequence" VALUES('two_people',1);
INSERT INTO "sqlite_sequence" VALUES('file_look',1);
INSERT INTO "sqlite_sequence" VALUES('merged_person',1);
COMMIT;
