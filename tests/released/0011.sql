PRAGMA application_id = 1230402668;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
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
INSERT INTO "change" VALUES(42,2,'volunteer',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(43,2,'volunteer',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(44,2,'volunteer_check',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(45,2,'volunteer_check',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(46,2,'volunteer_check',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(47,2,'volunteer_check',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(48,2,'volunteer_check',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(49,2,'volunteer_check',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(50,2,'volunteer_check',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(51,2,'volunteer_check',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(52,2,'volunteer_check',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(53,2,'volunteer_check',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(54,2,'volunteer_check',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(55,2,'volunteer_check',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(56,2,'volunteer_check',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(57,2,'volunteer_check',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(58,2,'volunteer_check',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(59,2,'volunteer_check',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(60,2,'volunteer_check',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(61,2,'volunteer_check',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(62,2,'volunteer_check',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(63,2,'volunteer_check',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(64,2,'volunteer_check',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(65,2,'volunteer_check',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(66,2,'volunteer_check',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(67,2,'volunteer_check',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(68,2,'volunteer_check',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(69,2,'volunteer_check',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(70,2,'volunteer_check',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(71,2,'volunteer_check',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(72,2,'volunteer_check',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(73,2,'volunteer_check',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(74,2,'volunteer_check',31,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(75,2,'volunteer_check',32,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(76,2,'volunteer_check',33,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(77,2,'volunteer_check',34,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(78,2,'volunteer_check',35,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(79,2,'volunteer_check',36,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(80,2,'volunteer_check',37,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(81,2,'volunteer_check',38,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(82,2,'volunteer_check',39,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(83,2,'volunteer_check',40,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(84,2,'volunteer_check',41,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(85,2,'volunteer_check',42,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(86,2,'volunteer_check',43,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(87,2,'volunteer_check',44,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(88,2,'volunteer_check',45,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(89,2,'volunteer_check',46,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(90,2,'volunteer_check',47,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(91,2,'volunteer_check',48,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(92,2,'volunteer_check',49,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(93,2,'volunteer_check',50,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(94,2,'volunteer_check',51,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(95,2,'volunteer_check',52,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(96,2,'volunteer_check',53,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(97,2,'volunteer_check',54,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(98,2,'volunteer_check',55,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(99,2,'volunteer_check',56,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(100,2,'volunteer_check',57,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(101,2,'volunteer_check',58,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(102,2,'volunteer_check',59,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(103,2,'volunteer_check',60,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(104,2,'volunteer_check',61,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(105,2,'volunteer_check',62,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(106,2,'volunteer_check',63,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(107,2,'volunteer_check',64,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(108,2,'volunteer_check',65,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(109,2,'volunteer_check',66,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(110,2,'volunteer_check',67,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(111,2,'volunteer_check',68,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(112,2,'volunteer_check',69,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(113,2,'volunteer_check',70,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(114,2,'volunteer_check',71,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(115,2,'volunteer_check',72,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(116,2,'volunteer_check',73,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(117,2,'volunteer_check',74,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(118,2,'volunteer_check',75,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(119,2,'volunteer_check',76,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(120,2,'volunteer_check',77,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(121,2,'volunteer_check',78,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(122,2,'volunteer_check',79,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(123,2,'volunteer_check',80,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(124,2,'volunteer_check',81,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(125,2,'volunteer_hold',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(126,2,'volunteer_spell',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(127,2,'volunteer_spell',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(128,2,'volunteer_spell',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(129,2,'volunteer_spell',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(130,2,'volunteer_spell',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(131,2,'volunteer_spell',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(132,2,'volunteer_spell',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(133,2,'volunteer_spell',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(134,2,'volunteer_spell',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(135,2,'volunteer_spell',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(136,2,'volunteer_spell',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(137,2,'volunteer_spell',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(138,2,'volunteer_stage',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(139,2,'volunteer_stage',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(140,2,'volunteer_stage',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(141,2,'volunteer_stage',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(142,2,'volunteer_stage',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(143,2,'volunteer_stage',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(144,2,'volunteer_stage',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(145,2,'volunteer_stage',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(146,2,'volunteer_stage',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(147,2,'volunteer_stage',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(148,2,'volunteer_stage',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(149,2,'volunteer_stage',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(150,2,'volunteer_stage',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(151,2,'volunteer_stage',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(152,2,'volunteer_stage',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(153,2,'volunteer_stage',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(154,2,'volunteer_stage',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(155,2,'volunteer_stage',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(156,2,'volunteer_stage',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(157,2,'volunteer_stage',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(158,2,'volunteer_stage',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(159,2,'volunteer_stage',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(160,2,'volunteer_stage',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(161,2,'volunteer_stage',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(162,2,'volunteer_stage',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(163,2,'volunteer_stage',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(164,2,'volunteer_stage',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(165,2,'volunteer_stage',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(166,2,'volunteer_stage',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(167,2,'volunteer_stage',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(168,2,'volunteer_stage',31,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(169,2,'volunteer_stage',32,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(170,2,'volunteer_stage',33,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(171,2,'volunteer_stage',34,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(172,2,'volunteer_stage',35,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(173,2,'volunteer_stage',36,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(174,2,'volunteer_stage',37,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(175,2,'volunteer_stage',38,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(176,2,'volunteer_stage',39,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(177,2,'volunteer_stage',40,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(178,2,'volunteer_stage',41,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(179,2,'volunteer_stage',42,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(180,2,'volunteer_stage',43,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(181,2,'volunteer_stage',44,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(182,2,'volunteer_stage',45,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(183,2,'volunteer_stage',46,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(184,2,'volunteer_stage',47,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(185,2,'volunteer_stage',48,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(186,2,'volunteer_stage',49,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(187,2,'volunteer_stage',50,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(188,2,'volunteer_stage',51,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(189,2,'volunteer_stage',52,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(190,2,'volunteer_stage',53,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(191,2,'volunteer_stage',54,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(192,2,'volunteer_stage',55,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(193,2,'volunteer_stage',56,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(194,2,'volunteer_stage',57,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(195,2,'volunteer_stage',58,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(196,2,'volunteer_stage',59,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(197,2,'volunteer_stage',60,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(198,2,'volunteer_stage',61,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(199,2,'volunteer_stage',62,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(200,2,'volunteer_stage',63,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(201,2,'volunteer_stage',64,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(202,2,'volunteer_stage',65,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(203,2,'volunteer_stage',66,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(204,2,'volunteer_stage',67,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(205,2,'volunteer_stage',68,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(206,2,'volunteer_stage',69,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(207,2,'volunteer_stage',70,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(208,2,'volunteer_stage',71,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(209,2,'volunteer_stage',72,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(210,2,'volunteer_stage',73,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(211,2,'volunteer_stage',74,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(212,2,'volunteer_stage',75,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(213,2,'volunteer_stage',76,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(214,2,'volunteer_stage',77,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(215,2,'volunteer_stage',78,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(216,2,'volunteer_stage',79,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(217,2,'volunteer_stage',80,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(218,2,'volunteer_stage',81,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(219,2,'volunteer_stage',82,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(220,2,'volunteer_stage',83,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(221,2,'volunteer_stage',84,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(222,2,'volunteer_stage',85,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(223,2,'volunteer_stage',86,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(224,2,'volunteer_stage',87,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(225,2,'volunteer_stage',88,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(226,2,'volunteer_stage',89,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(227,2,'volunteer_stage',90,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(228,2,'volunteer_stage',91,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(229,2,'volunteer_stage',92,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(230,2,'volunteer_stage',93,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(231,2,'volunteer_stage',94,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(232,2,'volunteer_stage',95,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(233,2,'volunteer_stage',96,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(234,2,'volunteer_stage',97,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(235,2,'authority',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(236,2,'authority',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(237,2,'child',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(238,2,'child',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(239,2,'child_worker',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(240,2,'child_worker',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(241,2,'child_worker',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(242,2,'child_worker',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(243,2,'child_worker',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(244,2,'child_worker',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(245,2,'placement',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(246,2,'placement',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(247,2,'child',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(248,2,'child',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(249,2,'child',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(250,2,'child',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(251,2,'child',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(252,2,'child',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(253,2,'child',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(254,2,'child',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(255,2,'child_worker',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(256,2,'child_worker',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(257,2,'child_worker',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(258,2,'child_worker',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(259,2,'child_worker',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(260,2,'child_worker',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(261,2,'child_worker',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(262,2,'child_worker',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(263,2,'child_worker',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(264,2,'child_worker',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(265,2,'child_worker',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(266,2,'child_worker',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(267,2,'child_worker',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(268,2,'child_worker',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(269,2,'child_worker',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(270,2,'child_worker',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(271,2,'child_worker',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(272,2,'child_worker',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(273,2,'child_worker',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(274,2,'child_worker',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(275,2,'child_worker',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(276,2,'child_worker',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(277,2,'child_worker',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(278,2,'child_worker',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(279,2,'placement',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(280,2,'placement',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(281,2,'placement',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(282,2,'placement',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(283,2,'placement',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(284,2,'placement',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(285,2,'placement',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(286,2,'placement',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(287,2,'referral',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(288,2,'referral',2,'insert',NULL,NULL,NULL);
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
INSERT INTO "change" VALUES(302,2,'referral_step',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(303,2,'referral_step',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(304,2,'referral_step',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(305,2,'referral_step',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(306,2,'referral_step',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(307,2,'referral_step',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(308,2,'referral_step',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(309,2,'referral_step',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(310,2,'referral_step',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(311,2,'referral_step',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(312,2,'referral_step',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(313,2,'referral_step',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(314,2,'referral_step',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(315,2,'referral_step',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(316,2,'referral_step',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(317,2,'referral_step',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(318,2,'referral_step',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(319,2,'referral_step',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(320,2,'referral_step',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(321,2,'referral_step',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(322,2,'referral_step',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(323,2,'referral_step',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(324,2,'referral_step',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(325,2,'referral_step',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(326,2,'referral_step',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(327,2,'referral_step',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(328,2,'referral_step',31,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(329,2,'referral_step',32,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(330,2,'referral_step',33,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(331,2,'referral_step',34,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(332,2,'referral_step',35,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(333,2,'referral_step',36,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(334,2,'referral_step',37,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(335,2,'referral_step',38,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(336,2,'referral_step',39,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(337,2,'referral_step',40,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(338,2,'referral_step',41,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(339,2,'match',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(340,2,'match',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(341,2,'match',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(342,2,'match',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(343,2,'match',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(344,2,'match',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(345,2,'match',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(346,2,'match',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(347,2,'match',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(348,2,'match_interval',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(349,2,'pause',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(350,2,'pause',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(351,2,'visit',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(352,2,'visit',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(353,2,'visit',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(354,2,'visit',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(355,2,'visit',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(356,2,'visit',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(357,2,'visit',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(358,2,'visit',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(359,2,'visit',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(360,2,'visit',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(361,2,'visit',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(362,2,'visit',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(363,2,'visit',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(364,2,'visit',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(365,2,'visit',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(366,2,'visit',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(367,2,'visit',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(368,2,'visit',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(369,2,'visit',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(370,2,'visit',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(371,2,'visit',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(372,2,'visit',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(373,2,'visit',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(374,2,'visit',24,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(375,2,'visit',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(376,2,'visit',26,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(377,2,'visit',27,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(378,2,'visit',28,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(379,2,'visit',29,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(380,2,'visit',30,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(381,2,'visit',31,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(382,2,'visit',32,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(383,2,'visit',33,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(384,2,'visit',34,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(385,2,'visit',35,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(386,2,'visit',36,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(387,2,'visit',37,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(388,2,'visit',38,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(389,2,'visit',39,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(390,2,'visit',40,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(391,2,'visit',41,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(392,2,'visit',42,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(393,2,'visit',43,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(394,2,'visit',44,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(395,2,'visit',45,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(396,2,'visit',46,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(397,2,'visit',47,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(398,2,'visit',48,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(399,2,'visit',49,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(400,2,'visit',50,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(401,2,'visit',51,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(402,2,'visit',52,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(403,2,'visit',53,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(404,2,'visit',54,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(405,2,'visit',55,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(406,2,'visit',56,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(407,2,'visit',57,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(408,2,'visit',58,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(409,2,'visit',59,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(410,2,'visit',60,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(411,2,'visit',61,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(412,2,'visit',62,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(413,2,'visit',63,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(414,2,'visit',64,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(415,2,'visit',65,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(416,2,'visit',66,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(417,2,'visit',67,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(418,2,'visit',68,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(419,2,'visit',69,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(420,2,'visit',70,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(421,2,'visit',71,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(422,2,'visit',72,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(423,2,'visit',73,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(424,2,'visit',74,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(425,2,'visit',75,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(426,2,'visit',76,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(427,2,'visit',77,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(428,2,'visit',78,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(429,2,'excuse',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(430,2,'excuse',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(431,2,'claim',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(432,2,'claim',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(433,2,'claim',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(434,2,'claim',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(435,2,'claim',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(436,2,'claim',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(437,2,'claim',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(438,2,'claim',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(439,2,'claim',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(440,2,'claim',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(441,2,'claim_line',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(442,2,'claim_line',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(443,2,'claim_line',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(444,2,'claim_line',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(445,2,'claim_line',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(446,2,'claim_line',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(447,2,'claim_line',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(448,2,'claim_line',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(449,2,'claim_line',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(450,2,'claim_line',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(451,2,'claim_line',11,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(452,2,'claim_line',12,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(453,2,'claim_line',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(454,2,'claim_line',14,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(455,2,'claim_line',15,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(456,2,'claim_line',16,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(457,2,'claim_line',17,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(458,2,'claim_line',18,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(459,2,'claim_line',19,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(460,2,'claim_line',20,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(461,2,'claim_line',21,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(462,2,'claim_line',22,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(463,2,'claim_line',23,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(464,3,'staff',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(465,4,'lead_worker',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(466,4,'lead_worker',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(467,4,'lead_worker',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(468,5,'volunteer',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(469,5,'volunteer_spell',13,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(470,5,'volunteer_stage',98,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(471,6,'volunteer_check',82,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(472,7,'volunteer_check',83,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(473,8,'volunteer_check',84,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(474,9,'volunteer_check',84,'update','["chased_on"]','74547190bc9df7f6423c2bf31a880f2f95843afcb5aae5869f555d7c1abea168','50075cc0f3cc6860492ef479b24495bb');
INSERT INTO "change" VALUES(475,10,'volunteer_check',85,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(476,11,'waiver',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(477,12,'training',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(478,12,'volunteer_check',86,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(479,12,'volunteer_check',87,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(480,12,'volunteer_check',88,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(481,12,'volunteer_check',89,'insert',NULL,NULL,NULL);
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
INSERT INTO "change" VALUES(503,24,'claim_line',25,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(504,2,'child_authority',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(505,2,'child_authority',2,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(506,2,'child_authority',3,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(507,2,'child_authority',4,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(508,2,'child_authority',5,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(509,2,'child_authority',6,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(510,2,'child_authority',7,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(511,2,'child_authority',8,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(512,2,'child_authority',9,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(513,2,'child_authority',10,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(514,2,'referral_closing',1,'insert',NULL,NULL,NULL);
INSERT INTO "change" VALUES(515,25,'authority',3,'insert',NULL,'10a6645237f399d3fbdd05f9fff7728fc3655b504820074cca8eafd9b0256309','953ad7e6e9f72327f512b547330d08d0');
INSERT INTO "change" VALUES(516,25,'child_authority',11,'insert',NULL,'7872332f196ae4fbf4d2625c6a3ae9ee37a61e2f3e668a6e14103c6c64ff0bd7','66068b20b4d27d15b8dfd962d3663d29');
INSERT INTO "change" VALUES(517,26,'referral_closing',2,'insert',NULL,'11f9871c3ce08a8dcebfe41cadfb0dd2675f8b1f9041d1e88088348ebb23f42d','0da3d59cc7bede5d6cbbc7d60553a638');
INSERT INTO "change" VALUES(518,27,'referral_closing',2,'update','["reopened_on"]','9fc6e7390a0b1c976272461a98b2d94f11f2c0db8d04869231993ff478cbb02c','7528830fadefdda5701e8fd8bff93cd0');
INSERT INTO "change" VALUES(519,28,'claim_line_query',1,'insert',NULL,'d872d470ed6e789cb9ca95a120fad3643cc8c878948ef464de374f25a6b88aa5','13a5f07cb1c43f9983bd23c25cbe9cf9');
INSERT INTO "change" VALUES(520,28,'claim_line',13,'update','["approved_on"]','24127d632cba5f947e0b7f834cbca28f79b4db5e084855f8e1a0cc3714422419','7eb73cd2b66c68b9fc5bbf710d7b0e37');
INSERT INTO "change" VALUES(521,29,'visit',80,'insert',NULL,'efeb6a5cf61c7fb5ddb3bda9e9a27bc380c88fa49625ac28724618060890218f','8e284ae1b69fac50a5a1ae9cddde1a20');
INSERT INTO "change" VALUES(522,30,'visit',81,'insert',NULL,'b45d763e9e5d446967dac39fa99f900435267bf1ec1dda97767b3cab270c7f03','5b806387b4a468ccba5928195266cdb8');
INSERT INTO "change" VALUES(523,31,'concern',3,'insert',NULL,'69a1165e13545c24e29943b69fe10d6b14bf3a9c910c204e39a7ed900cbd7309','740df22589c07cafd119028b784561d0');
INSERT INTO "change" VALUES(524,32,'concern',1,'update','["withdrawn_on"]','20aa56e501d1377a6aec6259e7cf055f82be546f5b3e83884358e84d431b3185','cac330ff8f5a8ac3148cff131787f5e3');
INSERT INTO "change" VALUES(525,32,'concern_note',2,'insert',NULL,'45b788c09e53c198e48818b35dd3586f77992e65abb8eac3115d920110ce1925','18588880175fd0bc335067792f83e6ca');
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
INSERT INTO "change_set" VALUES(10,'2026-11-22T09:30:27Z','2026-11-23','tester','volunteer check',475);
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
INSERT INTO "change_set" VALUES(29,'2026-11-30T05:16:11Z','2026-11-23','tester','visit log',521);
INSERT INTO "change_set" VALUES(30,'2026-11-30T05:16:12Z','2026-11-23','tester','visit log',522);
INSERT INTO "change_set" VALUES(31,'2026-11-30T05:16:12Z','2026-11-23','tester','concern raise',523);
INSERT INTO "change_set" VALUES(32,'2026-11-30T05:16:12Z','2026-11-23','tester','concern withdraw',524);
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
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT ck_child_interpreter CHECK (interpreter IN (0, 1)),
        CONSTRAINT ck_child_unaccompanied CHECK (unaccompanied IN (0, 1))
    ) STRICT
    ;
INSERT INTO "child" VALUES(1,'YP-01','Kai Hollin','2013-06-22','Male','White',NULL,'English',NULL,1,'swimming; animals; gaming','dogs','loud rooms',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(2,'YP-02','Poppy Vance','2009-01-30','Female','White',NULL,'English',NULL,1,'baking; music; walking','being asked first','surprises','Female',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(3,'YP-03','Zainab Yusufi','2011-09-09','Female','Asian','Muslim','English; Dari',NULL,1,'football; cooking; drawing','spicy food','long drives',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(4,'YP-04','Reuben Slate','2012-12-03','Male','Mixed',NULL,'English','ADHD',1,'basketball; gaming; swimming','being outdoors','waiting about','Male',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(5,'YP-05','Ellie-Mae Crouch','2014-04-16','Female','White','Christian','English',NULL,1,'trains; walking; fishing','picnics','crowds',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(6,'YP-06','Jasmine Oduya','2012-02-28','Female','Black','Christian','English',NULL,1,'dancing; cinema; baking','popcorn','spiders','Female',1,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(7,'YP-07','Tomasz Wilk','2015-10-07','Male','White','Catholic','Polish; English','Hearing impairment',1,'reading; crafts; cycling','quiet places','shouting',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(8,'YP-08','Saoirse Tolland','2010-05-19','Female','White','Catholic','English',NULL,1,'gardening; animals; photography','cats','team games','Female',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(9,'YP-09','Harvey Birtle','2011-11-25','Male','White',NULL,'English',NULL,1,'music; climbing; cooking','anything noisy','maths',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES(10,'YP-10','Emmanuel Asante','2014-08-14','Male','Black','Christian','English',NULL,1,'swimming; animals; crafts','pancakes','scary films',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "child_authority" VALUES(2,2,1,NULL);
INSERT INTO "child_authority" VALUES(3,3,2,NULL);
INSERT INTO "child_authority" VALUES(4,4,2,NULL);
INSERT INTO "child_authority" VALUES(5,5,1,NULL);
INSERT INTO "child_authority" VALUES(6,6,2,NULL);
INSERT INTO "child_authority" VALUES(7,7,1,NULL);
INSERT INTO "child_authority" VALUES(8,8,2,NULL);
INSERT INTO "child_authority" VALUES(9,9,1,NULL);
INSERT INTO "child_authority" VALUES(10,10,2,NULL);
INSERT INTO "child_authority" VALUES(11,1,3,'2026-11-01');
CREATE TABLE child_worker (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        from_on TEXT,
        until_on TEXT,
        CONSTRAINT ck_child_worker_role CHECK (role = 'social_worker' OR role = 'iro' OR role = 'carer'),
        CONSTRAINT ck_child_worker_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_child_worker_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_child_worker_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    ;
INSERT INTO "child_worker" VALUES(1,1,'social_worker','Bev Ansty',NULL,NULL);
INSERT INTO "child_worker" VALUES(2,1,'iro','Martin Loxley',NULL,NULL);
INSERT INTO "child_worker" VALUES(3,1,'carer','The Fairhursts',NULL,NULL);
INSERT INTO "child_worker" VALUES(4,2,'social_worker','Bev Ansty',NULL,NULL);
INSERT INTO "child_worker" VALUES(5,2,'iro','Martin Loxley',NULL,NULL);
INSERT INTO "child_worker" VALUES(6,2,'carer','Staff at Rowan House',NULL,NULL);
INSERT INTO "child_worker" VALUES(7,3,'social_worker','Curtis Nye',NULL,NULL);
INSERT INTO "child_worker" VALUES(8,3,'iro','Paula Denholm',NULL,NULL);
INSERT INTO "child_worker" VALUES(9,3,'carer','Mrs Rahimi',NULL,NULL);
INSERT INTO "child_worker" VALUES(10,4,'social_worker','Curtis Nye',NULL,NULL);
INSERT INTO "child_worker" VALUES(11,4,'iro','Paula Denholm',NULL,NULL);
INSERT INTO "child_worker" VALUES(12,4,'carer','Staff at Weir View',NULL,NULL);
INSERT INTO "child_worker" VALUES(13,5,'social_worker','Oliver Stark',NULL,NULL);
INSERT INTO "child_worker" VALUES(14,5,'iro','Martin Loxley',NULL,NULL);
INSERT INTO "child_worker" VALUES(15,5,'carer','Jo and Pat Keel',NULL,NULL);
INSERT INTO "child_worker" VALUES(16,6,'social_worker','Oliver Stark',NULL,NULL);
INSERT INTO "child_worker" VALUES(17,6,'iro','Paula Denholm',NULL,NULL);
INSERT INTO "child_worker" VALUES(18,6,'carer','Ms Adeyinka',NULL,NULL);
INSERT INTO "child_worker" VALUES(19,7,'social_worker','Bev Ansty',NULL,NULL);
INSERT INTO "child_worker" VALUES(20,7,'iro','Martin Loxley',NULL,NULL);
INSERT INTO "child_worker" VALUES(21,7,'carer','The Fairhursts',NULL,NULL);
INSERT INTO "child_worker" VALUES(22,8,'social_worker','Curtis Nye',NULL,NULL);
INSERT INTO "child_worker" VALUES(23,8,'iro','Paula Denholm',NULL,NULL);
INSERT INTO "child_worker" VALUES(24,8,'carer','House staff',NULL,NULL);
INSERT INTO "child_worker" VALUES(25,9,'social_worker','Oliver Stark',NULL,NULL);
INSERT INTO "child_worker" VALUES(26,9,'iro','Martin Loxley',NULL,NULL);
INSERT INTO "child_worker" VALUES(27,9,'carer','Sam Utley',NULL,NULL);
INSERT INTO "child_worker" VALUES(28,10,'social_worker','Curtis Nye',NULL,NULL);
INSERT INTO "child_worker" VALUES(29,10,'iro','Paula Denholm',NULL,NULL);
INSERT INTO "child_worker" VALUES(30,10,'carer','Ms Adeyinka',NULL,NULL);
CREATE TABLE claim (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        volunteer_id INTEGER NOT NULL,
        CONSTRAINT uq_claim_key UNIQUE ("key"),
        CONSTRAINT fk_claim_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    ;
INSERT INTO "claim" VALUES(1,'CLM-101',4);
INSERT INTO "claim" VALUES(2,'CLM-102',9);
INSERT INTO "claim" VALUES(3,'CLM-103',10);
INSERT INTO "claim" VALUES(4,'CLM-104',9);
INSERT INTO "claim" VALUES(5,'CLM-105',2);
INSERT INTO "claim" VALUES(6,'CLM-106',5);
INSERT INTO "claim" VALUES(7,'CLM-107',6);
INSERT INTO "claim" VALUES(8,'CLM-108',7);
INSERT INTO "claim" VALUES(9,'CLM-109',1);
INSERT INTO "claim" VALUES(10,'CLM-110',7);
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
INSERT INTO "claim_line" VALUES(1,1,1,5,NULL,'2026-03-21','mileage','car',240,1080,1,'Steam railway and back',NULL,NULL,'2026-04-23','2026-04-27',NULL,'2026-05-01',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(2,1,2,5,NULL,'2026-03-21','admission',NULL,NULL,1450,0,'Two railway tickets',1,NULL,'2026-04-23','2026-04-27',NULL,'2026-05-01',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(3,1,3,5,NULL,'2026-04-18','mileage','car',240,1320,1,'Canal walk and back',NULL,NULL,'2026-04-23','2026-04-27',NULL,'2026-05-01',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(4,2,1,4,NULL,'2026-08-22','mileage','car',612,3366,1,'Seaside and back',NULL,NULL,'2026-08-27','2026-09-01',NULL,'2026-09-04',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(5,2,2,4,NULL,'2026-08-22','parking',NULL,NULL,600,0,NULL,1,NULL,'2026-08-27','2026-09-01',NULL,'2026-09-04',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(6,2,3,4,NULL,'2026-08-22','meal',NULL,NULL,1180,0,'Fish and chips',1,NULL,'2026-08-27','2026-09-01',NULL,'2026-09-04',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(7,3,1,NULL,NULL,'2026-09-12','fare',NULL,NULL,840,0,'Train to core training',1,NULL,'2026-09-15','2026-09-18',NULL,'2026-09-25',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(8,4,1,4,NULL,'2026-10-03','mileage','car',126,693,1,NULL,NULL,NULL,'2026-10-05','2026-10-08',NULL,'2026-10-16',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(9,4,2,4,NULL,'2026-10-03','meal',NULL,NULL,2640,0,'Goodbye meal',1,NULL,'2026-10-05','2026-10-08',NULL,'2026-10-16',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(10,5,1,3,NULL,'2026-10-04','fare',NULL,NULL,720,0,'Bus, two of us',1,NULL,'2026-10-06','2026-10-12',NULL,'2026-10-23',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(11,5,2,3,NULL,'2026-10-04','admission',NULL,NULL,2400,0,'Match tickets',1,NULL,'2026-10-06','2026-10-12',NULL,'2026-10-23',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(12,5,3,3,NULL,'2026-10-04','meal',NULL,NULL,1050,0,'Pies at half time',1,NULL,'2026-10-06','2026-10-12',NULL,'2026-10-23',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(13,6,1,6,NULL,'2026-10-10','mileage','car',158,869,1,NULL,NULL,NULL,'2026-10-14',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(14,6,2,6,NULL,'2026-10-10','admission',NULL,NULL,1800,0,'Dance show',1,NULL,'2026-10-14','2026-10-19',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(15,7,1,7,NULL,'2026-10-17','mileage','bicycle',64,128,1,NULL,NULL,NULL,'2026-10-20','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(16,7,2,7,NULL,'2026-10-17','activity',NULL,NULL,900,0,'Pumpkins',1,NULL,'2026-10-20','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(17,8,1,9,NULL,'2026-10-17','mileage','car',214,1177,1,NULL,NULL,NULL,'2026-10-19','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(18,8,2,9,NULL,'2026-10-17','activity',NULL,NULL,1600,0,'Climbing wall',1,NULL,'2026-10-19','2026-10-22',NULL,'2026-10-30',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(19,9,1,2,NULL,'2026-10-24','mileage','car',92,506,1,NULL,NULL,NULL,'2026-11-02','2026-11-05',NULL,'2026-11-13',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(20,9,2,8,NULL,'2026-10-31','mileage','car',460,2530,1,NULL,NULL,NULL,'2026-11-02','2026-11-05',NULL,'2026-11-13',NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(21,9,3,8,NULL,'2026-10-31','other',NULL,NULL,1299,0,'Camera strap',0,NULL,'2026-11-02',NULL,NULL,NULL,NULL,'2026-11-05',NULL);
INSERT INTO "claim_line" VALUES(22,10,1,9,NULL,'2026-11-14','mileage','car',214,1177,1,NULL,NULL,NULL,'2026-11-16',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(23,10,2,9,NULL,'2026-11-14','other',NULL,NULL,1365,0,'Food to cook together',1,NULL,'2026-11-16',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(24,11,1,6,NULL,'2026-11-21','mileage','car',240,1320,1,NULL,NULL,NULL,'2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claim_line" VALUES(25,11,2,6,NULL,'2026-11-21','admission',NULL,NULL,850,0,'cinema',NULL,NULL,'2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "excuse" VALUES(2,2,'2025-12','Hilary Roake','Young person in hospital until the New Year');
CREATE TABLE file_identity (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        identity TEXT NOT NULL,
        CONSTRAINT ck_file_identity_id CHECK (id = 1),
        CONSTRAINT ck_file_identity_identity CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*')
    ) STRICT
    ;
INSERT INTO "file_identity" VALUES(1,'b980a2d48249faddee6844ebd73bfcb0');
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
INSERT INTO "file_receipt" VALUES(2,'backup','2026-11-22T09:30:32Z','tester','/home/you/b.db',NULL,995,458752,15);
INSERT INTO "file_receipt" VALUES(3,'backup','2026-11-22T10:08:45Z','tester','/home/you/c-backups/c-20261122-100845-before-upgrade.db',NULL,996,458752,15);
INSERT INTO "file_receipt" VALUES(4,'backup','2026-11-22T10:08:57Z','tester','/home/you/c-backups/c-20261122-100857.db',NULL,1050,520192,24);
INSERT INTO "file_receipt" VALUES(5,'backup','2026-11-30T05:16:10Z','tester','/tmp/tmp.4NEDxu3qAa/f-backups/f-20261130-051609-before-upgrade.db',NULL,1052,516096,24);
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
INSERT INTO "job_told" VALUES(4,'checks','V-3 safeguarding 1','2026-11-03',4,'2026-11-23');
INSERT INTO "job_told" VALUES(5,'checks','V-7 independence 1','2027-01-08',1,'2026-11-23');
INSERT INTO "job_told" VALUES(6,'checks','V-8 independence 1','2027-01-08',1,'2026-11-23');
INSERT INTO "job_told" VALUES(7,'checks','V-3 independence 1','2027-01-13',1,'2026-11-23');
INSERT INTO "job_told" VALUES(8,'concerns','K-1 lado','2026-11-23',0,'2026-11-23');
INSERT INTO "job_told" VALUES(9,'concerns','K-2 social_worker','2026-11-21',1,'2026-11-23');
INSERT INTO "job_told" VALUES(10,'month-end','2026-10','closed',1,'2026-11-23');
INSERT INTO "job_told" VALUES(11,'month-end','M-5 2026-10','attempted',1,'2026-11-23');
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
        CONSTRAINT uq_match_key UNIQUE ("key"),
        CONSTRAINT ck_match_proposed_on CHECK (proposed_on IS date(proposed_on, '+0 days')),
        CONSTRAINT ck_match_book_shown_on CHECK (book_shown_on IS date(book_shown_on, '+0 days')),
        CONSTRAINT ck_match_first_meeting_on CHECK (first_meeting_on IS date(first_meeting_on, '+0 days')),
        CONSTRAINT ck_match_started_on CHECK (started_on IS date(started_on, '+0 days')),
        CONSTRAINT ck_match_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
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
INSERT INTO "match" VALUES(1,'MAT-01',1,1,3,NULL,'2025-07-14',NULL,'2025-09-06','2025-09-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(2,'MAT-02',2,2,1,NULL,'2025-09-22',NULL,'2025-11-08','2025-11-15',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(3,'MAT-03',4,3,2,NULL,'2025-11-24',NULL,'2026-01-03','2026-01-10',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(4,'MAT-04',5,4,9,NULL,'2025-12-01',NULL,'2026-01-17','2026-01-24','2026-10-09','volunteer_resigned','Moved away for work',1,NULL,NULL,1);
INSERT INTO "match" VALUES(5,'MAT-05',6,5,4,NULL,'2026-01-26',NULL,'2026-02-28','2026-03-07',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(6,'MAT-06',7,6,5,NULL,'2026-02-16',NULL,'2026-04-11','2026-04-18',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(7,'MAT-07',8,7,6,NULL,'2026-03-16',NULL,'2026-05-02','2026-05-09',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(8,'MAT-08',9,8,1,NULL,'2026-04-13',NULL,'2026-06-06','2026-06-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "match" VALUES(9,'MAT-09',10,9,7,8,'2026-08-03',NULL,'2026-09-19','2026-10-03',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "match_interval" VALUES(1,8,'2026-06-13',2);
INSERT INTO "match_interval" VALUES(2,3,'2026-11-23',2);
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
INSERT INTO "placement" VALUES(2,2,'Supported accommodation','LN2',NULL,1,'2026-03-02',NULL);
INSERT INTO "placement" VALUES(3,3,'Foster care','LN6',NULL,1,'2025-08-18',NULL);
INSERT INTO "placement" VALUES(4,4,'Children''s home','LN5',NULL,1,'2025-01-06',NULL);
INSERT INTO "placement" VALUES(5,5,'Foster care','LN4',NULL,1,'2025-06-23',NULL);
INSERT INTO "placement" VALUES(6,6,'Foster care','LN5',NULL,1,'2025-11-11',NULL);
INSERT INTO "placement" VALUES(7,7,'Foster care','LN3',NULL,1,'2025-09-01',NULL);
INSERT INTO "placement" VALUES(8,8,'Residential school','NG31',NULL,1,'2025-09-03',NULL);
INSERT INTO "placement" VALUES(9,9,'Foster care','NG34',NULL,1,'2026-01-12',NULL);
INSERT INTO "placement" VALUES(10,10,'Foster care','LN6',NULL,1,'2026-07-17',NULL);
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
INSERT INTO "referral" VALUES(2,'REF-25-02',2,'2025-07-04','iro','Little or no family contact; Residential setting');
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
INSERT INTO "referral_step" VALUES(5,2,'social_worker_form','2025-07-14',NULL,NULL);
INSERT INTO "referral_step" VALUES(6,2,'child_form','2025-07-21',NULL,NULL);
INSERT INTO "referral_step" VALUES(7,2,'staff_visit','2025-08-07',NULL,NULL);
INSERT INTO "referral_step" VALUES(8,2,'accepted','2025-08-07',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(9,3,'social_worker_form','2025-09-29',NULL,NULL);
INSERT INTO "referral_step" VALUES(10,4,'social_worker_form','2025-10-06',NULL,NULL);
INSERT INTO "referral_step" VALUES(11,4,'child_form','2025-10-13',NULL,NULL);
INSERT INTO "referral_step" VALUES(12,4,'staff_visit','2025-10-27',NULL,NULL);
INSERT INTO "referral_step" VALUES(13,4,'accepted','2025-10-27',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(14,5,'social_worker_form','2025-10-27',NULL,NULL);
INSERT INTO "referral_step" VALUES(15,5,'child_form','2025-11-03',NULL,NULL);
INSERT INTO "referral_step" VALUES(16,5,'staff_visit','2025-11-17',NULL,NULL);
INSERT INTO "referral_step" VALUES(17,5,'accepted','2025-11-17',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(18,6,'social_worker_form','2025-12-08',NULL,NULL);
INSERT INTO "referral_step" VALUES(19,6,'child_form','2026-01-05',NULL,NULL);
INSERT INTO "referral_step" VALUES(20,6,'staff_visit','2026-01-12',NULL,NULL);
INSERT INTO "referral_step" VALUES(21,6,'accepted','2026-01-12',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(22,7,'social_worker_form','2026-01-19',NULL,NULL);
INSERT INTO "referral_step" VALUES(23,7,'child_form','2026-01-12',NULL,NULL);
INSERT INTO "referral_step" VALUES(24,7,'staff_visit','2026-02-02',NULL,NULL);
INSERT INTO "referral_step" VALUES(25,7,'accepted','2026-02-02',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(26,8,'social_worker_form','2026-02-09',NULL,NULL);
INSERT INTO "referral_step" VALUES(27,8,'child_form','2026-02-16',NULL,NULL);
INSERT INTO "referral_step" VALUES(28,8,'staff_visit','2026-03-02',NULL,NULL);
INSERT INTO "referral_step" VALUES(29,8,'accepted','2026-03-02',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(30,9,'social_worker_form','2026-02-23',NULL,NULL);
INSERT INTO "referral_step" VALUES(31,9,'child_form','2026-03-02',NULL,NULL);
INSERT INTO "referral_step" VALUES(32,9,'staff_visit','2026-03-16',NULL,NULL);
INSERT INTO "referral_step" VALUES(33,9,'accepted','2026-03-16',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(34,10,'social_worker_form','2026-06-22',NULL,NULL);
INSERT INTO "referral_step" VALUES(35,10,'child_form','2026-06-29',NULL,NULL);
INSERT INTO "referral_step" VALUES(36,10,'staff_visit','2026-07-13',NULL,NULL);
INSERT INTO "referral_step" VALUES(37,10,'accepted','2026-07-13',NULL,'taken from the staff visit by the import');
INSERT INTO "referral_step" VALUES(38,11,'social_worker_form','2026-10-12',NULL,NULL);
INSERT INTO "referral_step" VALUES(39,11,'child_form','2026-10-15',NULL,NULL);
INSERT INTO "referral_step" VALUES(40,11,'staff_visit','2026-10-21',NULL,NULL);
INSERT INTO "referral_step" VALUES(41,11,'accepted','2026-10-21',NULL,'taken from the staff visit by the import');
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
CREATE TABLE training (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        until_on TEXT,
        modules TEXT NOT NULL,
        held_by TEXT,
        note TEXT,
        CONSTRAINT ck_training_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_training_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_training_order CHECK (until_on >= held_on)
    ) STRICT
    ;
INSERT INTO "training" VALUES(1,'2026-11-14','2026-11-15','safeguarding; boundaries','A. Osier',NULL);
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
INSERT INTO "visit" VALUES(2,1,'2025-10-18','visit','held',1,120,'walk with the dog','Common',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(3,1,'2025-11-15','visit','held',1,135,'cinema','Town',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(4,2,'2025-11-29','visit','held',1,120,'baking','Church hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(5,1,'2025-12-13','visit','held',1,120,'ice skating','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(6,1,'2026-01-17','visit','held',1,120,'swimming','Leisure centre',3,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(7,2,'2026-01-24','visit','held',1,120,'café and a walk','Town',3,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(8,3,'2026-01-25','visit','held',1,120,'football in the park','Park',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(9,4,'2026-02-07','visit','held',1,120,'basketball','Sports hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(10,1,'2026-02-14','visit','held',1,150,'wildlife park','Wildlife park',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(11,2,'2026-02-21','visit','cancelled_by_child',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(12,3,'2026-02-22','visit','held',1,120,'cooking','Community kitchen',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(13,4,'2026-03-07','visit','held',1,135,'bowling','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(14,1,'2026-03-14','visit','held',1,120,'drawing','Library',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(15,2,'2026-03-21','visit','held',1,150,'garden centre','Garden centre',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(16,5,'2026-03-21','visit','held',1,150,'steam railway','Steam railway',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(17,3,'2026-03-22','visit','cancelled_by_carer',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(18,4,'2026-04-04','visit','held',1,120,'basketball','Sports hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(19,3,'2026-04-05','visit','held',1,120,'drawing','Library',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(20,1,'2026-04-11','visit','cancelled_by_carer',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(21,2,'2026-04-18','visit','held',1,120,'baking','Church hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(22,5,'2026-04-18','visit','held',1,150,'canal walk','Towpath',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(23,4,'2026-05-02','visit','missed',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(24,6,'2026-05-02','visit','held',1,120,'cinema','Town',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(25,3,'2026-05-03','visit','held',1,150,'football match','Stadium',5,NULL,'First time at a proper match.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(26,1,'2026-05-16','visit','held',1,150,'swimming','Leisure centre',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(27,5,'2026-05-16','visit','held',1,180,'fishing','Lake',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(28,2,'2026-05-23','visit','held',1,150,'music shop','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(29,7,'2026-05-23','visit','held',1,90,'library','Library',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(30,6,'2026-05-30','visit','held',1,120,'baking','Community kitchen',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(31,4,'2026-06-06','visit','held',1,150,'canoeing','Lake',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(32,3,'2026-06-07','visit','held',1,120,'cooking','Community kitchen',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(33,1,'2026-06-13','visit','held',1,180,'farm visit','Farm',5,NULL,'Fed the lambs and wants to go back.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(34,2,'2026-06-20','visit','cancelled_by_child',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(35,5,'2026-06-20','visit','held',1,150,'railway museum','Museum',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(36,7,'2026-06-20','visit','held',1,120,'pottery','Arts centre',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(37,6,'2026-06-27','visit','held',1,120,'dance workshop','Arts centre',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(38,8,'2026-06-27','visit','held',1,180,'botanic garden','Garden centre',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(39,4,'2026-07-04','visit','held',1,120,'basketball','Sports hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(40,3,'2026-07-05','visit','held',1,150,'picnic','Park',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(41,1,'2026-07-11','visit','held',1,150,'swimming','Lido',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(42,5,'2026-07-18','visit','held',1,150,'fishing','Lake',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(43,7,'2026-07-18','visit','held',1,120,'bike ride','Towpath',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(44,8,'2026-07-18','letter','held',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(45,2,'2026-07-25','visit','held',1,180,'open-air concert','Park',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(46,6,'2026-07-25','visit','cancelled_by_volunteer',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(47,3,'2026-08-02','visit','missed',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(48,6,'2026-08-08','visit','held',1,150,'cinema and pizza','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(49,3,'2026-08-14','phone','held',1,15,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(50,1,'2026-08-15','visit','held',1,180,'seaside','Beach',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(51,2,'2026-08-22','visit','cancelled_by_child',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(52,4,'2026-08-22','visit','held',1,180,'seaside','Beach',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(53,5,'2026-08-22','visit','held',1,120,'picnic','Towpath',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(54,7,'2026-08-22','visit','held',1,120,'bike ride','Towpath',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(55,2,'2026-08-29','visit','held',1,150,'walk and lunch','Common',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(56,8,'2026-08-29','visit','held',1,180,'cat café','Town',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(57,3,'2026-09-06','visit','held',1,135,'football in the park','Park',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(58,1,'2026-09-12','visit','cancelled_by_service',1,NULL,NULL,NULL,NULL,NULL,'DBS ran out on 3 September; told the carer.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(59,6,'2026-09-12','visit','held',1,120,'baking','Community kitchen',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(60,1,'2026-09-19','letter','held',1,NULL,'postcard',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(61,4,'2026-09-19','visit','held',1,120,'bowling','Town',3,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(62,5,'2026-09-19','visit','held',1,120,'fishing','Lake',3,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(63,7,'2026-09-19','visit','held',1,90,'library','Library',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(64,2,'2026-09-26','visit','held',1,120,'looking at colleges','Town',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(65,4,'2026-10-03','visit','held',1,150,'goodbye meal','Town',4,NULL,'They have swapped addresses to write.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(66,3,'2026-10-04','visit','held',1,180,'football match','Stadium',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(67,6,'2026-10-10','visit','held',1,120,'dance show','Arts centre',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(68,5,'2026-10-17','visit','cancelled_by_carer',1,NULL,NULL,NULL,NULL,NULL,'Family event.',NULL,NULL,NULL);
INSERT INTO "visit" VALUES(69,7,'2026-10-17','visit','held',1,120,'pumpkin carving','Community kitchen',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(70,9,'2026-10-17','visit','held',1,150,'climbing wall','Sports hall',5,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(71,1,'2026-10-24','letter','held',1,NULL,'birthday card for the dog',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(72,2,'2026-10-24','visit','held',1,120,'baking','Church hall',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(73,7,'2026-10-31','video','held',1,40,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(74,8,'2026-10-31','visit','held',1,180,'photography walk','Common',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(75,3,'2026-11-08','visit','held',1,120,'cooking','Community kitchen',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(76,5,'2026-11-14','visit','cancelled_by_child',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(77,9,'2026-11-14','visit','held',1,150,'making curry','Community kitchen',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(78,2,'2026-11-21','visit','held',1,135,'Christmas shopping','Town',4,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "visit" VALUES(79,6,'2026-11-21','visit','held',1,120,NULL,NULL,NULL,NULL,NULL,'2026-12-12',NULL,NULL);
INSERT INTO "visit" VALUES(80,1,'2026-11-21','phone','held',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
        commitment_months INTEGER,
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
INSERT INTO "volunteer" VALUES(1,'VOL-01','Maureen Attwell','maureen@example.org','07700 900114',NULL,'LN2','1961-03-14','Female','English','gardening; baking; walking',1,2,1,8,17,30,NULL,NULL);
INSERT INTO "volunteer" VALUES(2,'VOL-02','Dele Adebanjo','dele@example.org','07700 900127',NULL,'LN6','1988-11-02','Male','English; Yoruba','football; cooking; gaming',1,1,0,10,17,25,NULL,NULL);
INSERT INTO "volunteer" VALUES(3,'VOL-03','Eluned Prosser','eluned@example.org','07700 900132',NULL,'LN1','1975-07-27','Female','English; Welsh','swimming; drawing; animals',1,1,0,NULL,NULL,20,NULL,NULL);
INSERT INTO "volunteer" VALUES(4,'VOL-04','Graham Tindle','graham@example.org','07700 900145',NULL,'LN4','1958-09-19','Male','English','trains; fishing; walking',1,1,0,9,16,30,NULL,NULL);
INSERT INTO "volunteer" VALUES(5,'VOL-05','Harpreet Dhami','harpreet@example.org','07700 900158',NULL,'LN5','1992-05-08','Female','English; Punjabi','dancing; baking; cinema',1,1,0,9,17,20,NULL,NULL);
INSERT INTO "volunteer" VALUES(6,'VOL-06','Lorna Quill','lorna@example.org','07700 900163',NULL,'LN3','1969-01-30','Female','English; BSL','reading; crafts; cycling',0,1,0,8,15,10,NULL,NULL);
INSERT INTO "volunteer" VALUES(7,'VOL-07','Jonah Bexley','jonah@example.org','07700 900176',NULL,'NG34','1979-06-11','Male','English','climbing; cooking; music',1,1,0,10,17,30,NULL,NULL);
INSERT INTO "volunteer" VALUES(8,'VOL-08','Ruth Bexley','ruth@example.org','07700 900177',NULL,'NG34','1981-02-23','Female','English','music; photography; walking',1,1,0,10,17,30,NULL,NULL);
INSERT INTO "volunteer" VALUES(9,'VOL-09','Desmond Mensah-Reed','desmond@example.org','07700 900181',NULL,'LN6','1990-12-05','Male','English; Twi','basketball; gaming; drumming',1,1,0,NULL,NULL,25,NULL,NULL);
INSERT INTO "volunteer" VALUES(10,'VOL-10','Wanda Lisowska','wanda@example.org','07700 900194',NULL,'LN5','1985-08-17','Female','English; Polish','swimming; crafts; animals',1,1,0,7,15,25,NULL,NULL);
INSERT INTO "volunteer" VALUES(11,'VOL-11','Lachlan Fennimore','lachlan@example.org','07700 900208',NULL,'LN2','1997-04-01','Male','English','skateboarding; photography; music',0,1,0,NULL,NULL,15,NULL,NULL);
INSERT INTO "volunteer" VALUES(12,'VOL-12','Nuala Garrity','nuala@example.org','07700 900213',NULL,'LN1',NULL,NULL,'English',NULL,NULL,1,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer" VALUES(13,NULL,'Ann Lee',NULL,'07700900123',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,NULL,NULL,NULL,'scout leader',18);
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
INSERT INTO "volunteer_check" VALUES(2,1,'childrens_services',1,NULL,'2024-04-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(3,1,'medical',1,NULL,'2024-04-26','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(4,1,'reference',1,NULL,'2024-04-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(5,1,'reference',2,NULL,'2024-04-19','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(6,1,'safeguarding',1,NULL,'2024-05-18','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(7,1,'independence',1,NULL,'2026-06-01','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(8,1,'code_of_conduct',1,NULL,'2024-06-12','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(9,2,'dbs',1,NULL,'2024-07-08','clear','001751190482',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(10,2,'childrens_services',1,NULL,'2024-07-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(11,2,'medical',1,NULL,'2024-07-26','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(12,2,'reference',1,NULL,'2024-07-01','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(13,2,'reference',2,NULL,'2024-07-12','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(14,2,'safeguarding',1,NULL,'2024-09-14','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(15,2,'independence',1,NULL,'2026-09-21','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(16,2,'code_of_conduct',1,NULL,'2024-09-30','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(17,3,'dbs',1,NULL,'2023-09-04','clear','001739904157',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(18,3,'childrens_services',1,NULL,'2023-09-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(19,3,'medical',1,NULL,'2023-09-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(20,3,'reference',1,NULL,'2023-08-11','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(21,3,'reference',2,NULL,'2023-08-18','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(22,3,'safeguarding',1,NULL,'2023-11-04','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(23,3,'independence',1,NULL,'2026-01-14','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(24,3,'code_of_conduct',1,NULL,'2023-11-30','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(25,4,'dbs',1,NULL,'2024-12-16','clear','001756012893',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(26,4,'childrens_services',1,NULL,'2025-01-08','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(27,4,'medical',1,NULL,'2025-01-17','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(28,4,'reference',1,NULL,'2024-12-06','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(29,4,'reference',2,NULL,'2024-12-13','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(30,4,'safeguarding',1,NULL,'2025-02-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(31,4,'independence',1,NULL,'2026-03-16','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(32,4,'code_of_conduct',1,NULL,'2025-03-19','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(33,5,'dbs',1,NULL,'2025-05-12','clear','001760337741',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(34,5,'childrens_services',1,NULL,'2025-05-29','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(35,5,'medical',1,NULL,'2025-06-06','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(36,5,'reference',1,NULL,'2025-04-25','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(37,5,'reference',2,NULL,'2025-05-09','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(38,5,'safeguarding',1,NULL,'2025-07-05','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(39,5,'independence',1,NULL,'2026-07-20','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(40,5,'code_of_conduct',1,NULL,'2025-07-23','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(41,6,'dbs',1,NULL,'2025-06-23','clear','001762448095',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(42,6,'childrens_services',1,NULL,'2025-07-10','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(43,6,'medical',1,NULL,'2025-07-18','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(44,6,'reference',1,NULL,'2025-06-06','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(45,6,'reference',2,NULL,'2025-06-20','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(46,6,'safeguarding',1,NULL,'2025-09-13','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(47,6,'independence',1,NULL,'2026-09-28','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(48,6,'code_of_conduct',1,NULL,'2025-10-01','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(49,7,'dbs',1,NULL,'2026-03-16','clear','001771205568',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(50,7,'childrens_services',1,NULL,'2026-04-09','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(51,7,'medical',1,NULL,'2026-04-24','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(52,7,'reference',1,NULL,'2026-02-20','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(53,7,'reference',2,NULL,'2026-03-06','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(54,7,'safeguarding',1,NULL,'2026-05-16','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(55,7,'independence',1,NULL,'2026-01-09','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(56,7,'code_of_conduct',1,NULL,'2026-06-03','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(57,8,'dbs',1,NULL,'2026-03-16','clear','001771205593',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(58,8,'childrens_services',1,NULL,'2026-04-09','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(59,8,'medical',1,NULL,'2026-04-24','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(60,8,'reference',1,NULL,'2026-02-20','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(61,8,'reference',2,NULL,'2026-03-13','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(62,8,'safeguarding',1,NULL,'2026-05-16','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(63,8,'independence',1,NULL,'2026-01-09','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(64,8,'code_of_conduct',1,NULL,'2026-06-03','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(65,9,'dbs',1,NULL,'2025-07-21','clear','001763581420',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(66,9,'childrens_services',1,NULL,'2025-08-11','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(67,9,'medical',1,NULL,'2025-08-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(68,9,'reference',1,NULL,'2025-07-04','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(69,9,'reference',2,NULL,'2025-07-18','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(70,9,'safeguarding',1,NULL,'2025-09-13','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(71,9,'independence',1,NULL,'2026-05-23','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(72,9,'code_of_conduct',1,NULL,'2025-10-01','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(73,10,'dbs',1,NULL,'2026-06-15','clear','001778640217',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(74,10,'childrens_services',1,NULL,'2026-07-06','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(75,10,'medical',1,NULL,'2026-07-17','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(76,10,'reference',1,NULL,'2026-05-22','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(77,10,'reference',2,NULL,'2026-06-05','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(78,10,'safeguarding',1,NULL,'2026-09-12','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(79,10,'independence',1,NULL,'2026-04-10','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(80,10,'code_of_conduct',1,NULL,'2026-09-30','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(81,11,'reference',1,NULL,'2026-10-30','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(82,13,'pack',1,NULL,'2026-10-02','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'email',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(83,13,'chat',1,NULL,'2026-10-05','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'A. Osier',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(84,13,'reference',1,'2026-10-06',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'P. Moss',NULL,NULL,NULL,'2026-11-10',NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(85,13,'overseas',1,'2026-10-06',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_check" VALUES(86,13,'safeguarding',1,NULL,'2026-11-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO "volunteer_check" VALUES(87,13,'training',1,NULL,'2026-11-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'boundaries',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO "volunteer_check" VALUES(88,4,'safeguarding',1,NULL,'2026-11-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO "volunteer_check" VALUES(89,4,'training',1,NULL,'2026-11-15','clear',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'boundaries',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
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
INSERT INTO "volunteer_spell" VALUES(1,1,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(2,2,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(3,3,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(4,4,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(5,5,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(6,6,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(7,7,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(8,8,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(9,9,1,NULL,'2026-10-09','left','Moved away for work');
INSERT INTO "volunteer_spell" VALUES(10,10,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(11,11,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(12,12,1,NULL,NULL,NULL,NULL);
INSERT INTO "volunteer_spell" VALUES(13,13,1,NULL,'2026-11-21','withdrew','moved away');
INSERT INTO "volunteer_spell" VALUES(14,13,2,'2026-11-23',NULL,NULL,NULL);
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
INSERT INTO "volunteer_stage" VALUES(1,1,1,'interest_expressed','2024-01-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(2,1,1,'information_pack_sent','2024-01-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(3,1,1,'informal_chat','2024-01-19',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(4,1,1,'application_completed','2024-02-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(5,1,1,'home_interview','2024-03-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(6,1,1,'checks_completed','2024-04-26',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(7,1,1,'training_completed','2024-05-18',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(8,1,1,'panel_approval','2024-06-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(9,1,1,'approved','2024-06-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(10,2,1,'interest_expressed','2024-03-15',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(11,2,1,'information_pack_sent','2024-03-18',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(12,2,1,'informal_chat','2024-04-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(13,2,1,'application_completed','2024-05-10',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(14,2,1,'home_interview','2024-06-07',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(15,2,1,'checks_completed','2024-07-26',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(16,2,1,'training_completed','2024-09-14',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(17,2,1,'panel_approval','2024-09-25',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(18,2,1,'approved','2024-09-30',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(19,3,1,'interest_expressed','2023-05-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(20,3,1,'information_pack_sent','2023-05-15',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(21,3,1,'informal_chat','2023-06-02',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(22,3,1,'application_completed','2023-06-30',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(23,3,1,'home_interview','2023-07-28',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(24,3,1,'checks_completed','2023-09-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(25,3,1,'training_completed','2023-11-04',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(26,3,1,'panel_approval','2023-11-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(27,3,1,'approved','2023-11-30',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(28,4,1,'interest_expressed','2024-09-09',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(29,4,1,'information_pack_sent','2024-09-11',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(30,4,1,'informal_chat','2024-09-27',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(31,4,1,'application_completed','2024-10-25',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(32,4,1,'home_interview','2024-11-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(33,4,1,'checks_completed','2025-01-17',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(34,4,1,'training_completed','2025-02-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(35,4,1,'panel_approval','2025-03-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(36,4,1,'approved','2025-03-19',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(37,5,1,'interest_expressed','2025-01-20',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(38,5,1,'information_pack_sent','2025-01-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(39,5,1,'informal_chat','2025-02-07',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(40,5,1,'application_completed','2025-03-14',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(41,5,1,'home_interview','2025-04-04',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(42,5,1,'checks_completed','2025-06-06',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(43,5,1,'training_completed','2025-07-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(44,5,1,'panel_approval','2025-07-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(45,5,1,'approved','2025-07-23',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(46,6,1,'interest_expressed','2025-03-03',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(47,6,1,'information_pack_sent','2025-03-05',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(48,6,1,'informal_chat','2025-03-21',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(49,6,1,'application_completed','2025-04-25',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(50,6,1,'home_interview','2025-05-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(51,6,1,'checks_completed','2025-07-18',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(52,6,1,'training_completed','2025-09-13',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(53,6,1,'panel_approval','2025-09-24',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(54,6,1,'approved','2025-10-01',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(55,7,1,'interest_expressed','2025-11-10',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(56,7,1,'information_pack_sent','2025-11-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(57,7,1,'informal_chat','2025-11-28',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(58,7,1,'application_completed','2026-01-09',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(59,7,1,'home_interview','2026-02-06',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(60,7,1,'checks_completed','2026-04-24',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(61,7,1,'training_completed','2026-05-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(62,7,1,'panel_approval','2026-05-27',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(63,7,1,'approved','2026-06-03',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(64,8,1,'interest_expressed','2025-11-10',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(65,8,1,'information_pack_sent','2025-11-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(66,8,1,'informal_chat','2025-11-28',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(67,8,1,'application_completed','2026-01-09',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(68,8,1,'home_interview','2026-02-06',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(69,8,1,'checks_completed','2026-04-24',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(70,8,1,'training_completed','2026-05-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(71,8,1,'panel_approval','2026-05-27',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(72,8,1,'approved','2026-06-03',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(73,9,1,'interest_expressed','2025-04-07',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(74,9,1,'information_pack_sent','2025-04-09',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(75,9,1,'informal_chat','2025-04-25',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(76,9,1,'application_completed','2025-05-23',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(77,9,1,'home_interview','2025-06-13',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(78,9,1,'checks_completed','2025-08-22',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(79,9,1,'training_completed','2025-09-13',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(80,9,1,'panel_approval','2025-09-24',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(81,9,1,'approved','2025-10-01',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(82,10,1,'interest_expressed','2026-02-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(83,10,1,'information_pack_sent','2026-02-18',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(84,10,1,'informal_chat','2026-03-06',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(85,10,1,'application_completed','2026-04-10',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(86,10,1,'home_interview','2026-05-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(87,10,1,'checks_completed','2026-07-17',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(88,10,1,'training_completed','2026-09-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(89,10,1,'panel_approval','2026-09-23',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(90,10,1,'approved','2026-09-30',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(91,11,1,'interest_expressed','2026-07-06',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(92,11,1,'information_pack_sent','2026-07-08',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(93,11,1,'informal_chat','2026-07-24',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(94,11,1,'application_completed','2026-08-28',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(95,11,1,'home_interview','2026-10-12',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(96,12,1,'interest_expressed','2026-11-13',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(97,12,1,'information_pack_sent','2026-11-16',NULL,NULL);
INSERT INTO "volunteer_stage" VALUES(98,13,1,'interest_expressed','2026-10-01','tester',NULL);
INSERT INTO "volunteer_stage" VALUES(99,13,2,'interest_expressed','2026-11-23','tester',NULL);
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
CREATE INDEX ix_match_started_on ON "match" (started_on, ended_on)
    ;
CREATE UNIQUE INDEX uq_match_live_child ON "match" (child_id) WHERE started_on IS NOT NULL AND ended_on IS NULL
    ;
CREATE INDEX ix_match_second_volunteer_id ON "match" (second_volunteer_id)
    ;
CREATE INDEX ix_match_child_id ON "match" (child_id)
    ;
CREATE INDEX ix_match_volunteer_id ON "match" (volunteer_id)
    ;
CREATE INDEX ix_match_referral_id ON "match" (referral_id)
    ;
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('match',9);
INSERT INTO "sqlite_sequence" VALUES('referral_step',41);
INSERT INTO "sqlite_sequence" VALUES('volunteer',13);
INSERT INTO "sqlite_sequence" VALUES('volunteer_spell',14);
INSERT INTO "sqlite_sequence" VALUES('volunteer_check',91);
INSERT INTO "sqlite_sequence" VALUES('placement',11);
INSERT INTO "sqlite_sequence" VALUES('policy',31);
INSERT INTO "sqlite_sequence" VALUES('volunteer_hold',1);
INSERT INTO "sqlite_sequence" VALUES('volunteer_stage',99);
INSERT INTO "sqlite_sequence" VALUES('authority',3);
INSERT INTO "sqlite_sequence" VALUES('child_worker',30);
INSERT INTO "sqlite_sequence" VALUES('match_interval',2);
INSERT INTO "sqlite_sequence" VALUES('pause',2);
INSERT INTO "sqlite_sequence" VALUES('excuse',2);
INSERT INTO "sqlite_sequence" VALUES('claim',11);
INSERT INTO "sqlite_sequence" VALUES('file_receipt',5);
INSERT INTO "sqlite_sequence" VALUES('staff',1);
INSERT INTO "sqlite_sequence" VALUES('lead_worker',3);
INSERT INTO "sqlite_sequence" VALUES('change_value',7);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('training',1);
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
INSERT INTO "sqlite_sequence" VALUES('child',10);
INSERT INTO "sqlite_sequence" VALUES('referral',11);
INSERT INTO "sqlite_sequence" VALUES('claim_line',25);
INSERT INTO "sqlite_sequence" VALUES('concern',3);
INSERT INTO "sqlite_sequence" VALUES('concern_note',2);
INSERT INTO "sqlite_sequence" VALUES('change',525);
INSERT INTO "sqlite_sequence" VALUES('change_set',32);
COMMIT;
