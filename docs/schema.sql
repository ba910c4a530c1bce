-- What the migrations make. Renew it: script/helpdesk schema >docs/schema.sql

CREATE FUNCTION public.refund_intent_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'DELETE' then raise exception 'A refund intent is never deleted'; end if;
    if new.key <> old.key or new.charge <> old.charge or new.ticket_id <> old.ticket_id
        or (old.state not in ('requested')
            and (new.amount, new.currency, new.paid, new.refunded_before, new.hash, new.proof, new.customer, new."then")
                is distinct from (old.amount, old.currency, old.paid, old.refunded_before, old.hash, old.proof, old.customer, old."then"))
        or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
        or (old.called_at is not null and new.called_at is distinct from old.called_at)
        or (old.state in ('failed', 'void', 'declined') and new.state <> old.state)
        or (old.state = 'succeeded' and new.state not in ('succeeded', 'failed'))
        or (old.called_at is not null and new.state in ('requested', 'waiting', 'void', 'declined'))
    then raise exception 'This refund intent is frozen';
    end if;
    return new;
end $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;

CREATE FUNCTION public.refuse_open_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select 1 from report r join ticket t on t.id = r.ticket_id where t.id = new.id and not t.restricted) then
        raise exception 'a ticket that ever had a report stays restricted';
    end if;
    return null;
end $$;

CREATE FUNCTION public.refuse_recall_of_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'a submitted report stays submitted';
end $$;

CREATE FUNCTION public.refuse_unrecorded_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state in ('submitted', 'confirmed') and not exists (
        select 1 from report_act a where a.report_id = new.id and a.act in ('submitted', 'submitted_alone')) then
        raise exception 'a report is submitted with the record of its submission, or not at all';
    end if;
    return null;
end $$;

CREATE FUNCTION public.refuse_unscreened() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.screened_by is null and not exists (
        select 1 from ticket t where t.id = new.ticket_id and t.restricted and t.not_screened) then
        raise exception 'a text without a verdict belongs to a ticket that is restricted as not screened';
    end if;
    return null;
end $$;

CREATE FUNCTION public.subscription_change_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'DELETE' then raise exception 'A change of a subscription is never deleted'; end if;
    if (new.key, new.subscription, new.customer, new.ticket_id, new.act, new.price, new.item) is distinct from (old.key, old.subscription, old.customer, old.ticket_id, old.act, old.price, old.item)
        or (old.state <> 'requested' and (new.hash, new.total, new.prorated_at, new.price_before, new.confirmed_by) is distinct from (old.hash, old.total, old.prorated_at, old.price_before, old.confirmed_by))
        or (old.called_at is not null and new.called_at is distinct from old.called_at)
        or (old.state in ('done', 'failed', 'void', 'declined') and new.state <> old.state)
        or (old.state = 'sending' and new.state in ('requested', 'declined'))
        or (old.called_at is not null and new.state = 'void')
    then raise exception 'This change of a subscription is frozen';
    end if;
    return new;
end $$;

CREATE FUNCTION public.ticket_visible(ticket uuid, restricted boolean, sees_restricted boolean, viewer uuid, at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select not restricted or sees_restricted or exists (
        select 1 from restricted_access a where a.ticket_id = ticket and a.person_id = viewer and a.until > at)
$$;

CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);

CREATE TABLE public.absence (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    CONSTRAINT ck_absence_until CHECK (((until IS NULL) OR (until > since)))
);

CREATE TABLE public.access_log (
    id uuid NOT NULL,
    ticket_id uuid,
    mail_id uuid,
    person_id uuid,
    actor text NOT NULL,
    at timestamp with time zone NOT NULL,
    door text NOT NULL
);

CREATE TABLE public.account (
    id uuid NOT NULL,
    external_id text NOT NULL,
    email text,
    name text,
    plan smallint NOT NULL,
    facts jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.alert (
    ticket_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.api_key (
    id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    revoked_at timestamp with time zone
);

CREATE TABLE public.attachment (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    message_id uuid NOT NULL,
    token text NOT NULL,
    file_name text NOT NULL,
    content_type text NOT NULL,
    content_id text,
    size integer NOT NULL,
    content bytea NOT NULL
);

CREATE TABLE public.audit_entry (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor text NOT NULL,
    act text NOT NULL,
    person_id uuid,
    key_id uuid,
    witness_id uuid,
    before text[] NOT NULL,
    after text[] NOT NULL,
    correlation_id text NOT NULL
);

CREATE TABLE public.billing_copy (
    customer text NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    data jsonb NOT NULL
);

CREATE TABLE public.board_link (
    id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT ck_board_link_hash CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT ck_board_link_name CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT ck_board_link_revoked CHECK ((revoked_at >= made_at))
);

CREATE TABLE public.classification (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    subcategory text NOT NULL,
    confidence double precision NOT NULL,
    suggestions jsonb NOT NULL,
    evidence jsonb NOT NULL,
    model text NOT NULL,
    decided_by text NOT NULL,
    person_id uuid,
    reason text NOT NULL,
    because jsonb DEFAULT '[]'::jsonb NOT NULL
);

CREATE TABLE public.clock (
    ticket_id uuid NOT NULL,
    target text NOT NULL,
    due timestamp with time zone,
    policy text NOT NULL,
    state text NOT NULL,
    stopped_at timestamp with time zone,
    missed_by_reclassification boolean NOT NULL,
    next_at timestamp with time zone,
    next_percent smallint,
    CONSTRAINT ck_clock_next CHECK (((next_at IS NULL) = (next_percent IS NULL))),
    CONSTRAINT ck_clock_next_percent CHECK ((next_percent = ANY (ARRAY[50, 75, 90, 100])))
);

CREATE TABLE public.data_protection_key (
    id integer NOT NULL,
    friendly_name text NOT NULL,
    xml text NOT NULL
);

ALTER TABLE public.data_protection_key ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.data_protection_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draft (
    ticket_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    template text,
    based_on integer NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.duty (
    person_id uuid NOT NULL,
    cap integer NOT NULL,
    skills text[] NOT NULL,
    languages text[] NOT NULL,
    CONSTRAINT ck_duty_cap CHECK (((cap >= 0) AND (cap <= 500)))
);

CREATE TABLE public.idempotency (
    scope text NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    ticket_id uuid NOT NULL,
    number text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.inbound_mail (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    content_type text NOT NULL,
    size integer NOT NULL,
    digest text NOT NULL,
    body bytea,
    state text NOT NULL,
    reason text,
    sender_domain text NOT NULL,
    attempts integer NOT NULL,
    next_attempt timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    ticket_id uuid,
    restricted boolean NOT NULL,
    settled_by text
);

CREATE TABLE public.incident (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    message_id uuid NOT NULL,
    kind text NOT NULL,
    severity smallint NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    due timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    state text NOT NULL,
    may_concern_household boolean NOT NULL,
    report_trigger boolean NOT NULL,
    lexicon text NOT NULL,
    findings jsonb NOT NULL,
    fingerprints text[] NOT NULL,
    outcome text,
    raised_by uuid,
    resolved_at timestamp with time zone,
    stopped_by_message uuid,
    CONSTRAINT ck_incident_outcome CHECK (((state = 'resolved'::text) = ((outcome IS NOT NULL) AND (resolved_at IS NOT NULL)))),
    CONSTRAINT ck_incident_state CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'resolved'::text])))
);

CREATE TABLE public.incident_note (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL,
    text text NOT NULL,
    corrects_id uuid,
    reason text,
    CONSTRAINT ck_incident_note_correction CHECK (((corrects_id IS NULL) = (reason IS NULL)))
);

CREATE TABLE public.incident_step (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    act text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    person_id uuid,
    note text NOT NULL
);

CREATE TABLE public.installation (
    name text NOT NULL,
    value text NOT NULL
);

CREATE TABLE public.job (
    id uuid NOT NULL,
    kind text NOT NULL,
    ticket_id uuid,
    due_at timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    data jsonb NOT NULL
);

CREATE TABLE public.mail_event (
    id text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.message (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    direction text NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    author_name text NOT NULL,
    author_email text NOT NULL,
    new_sender boolean NOT NULL,
    reply_to text,
    subject text NOT NULL,
    text text NOT NULL,
    html text,
    message_id text,
    delivery text NOT NULL,
    screened_by text,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, "left"(((subject || ' '::text) || text), 100000))) STORED
);

CREATE TABLE public.model_version (
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    author text NOT NULL,
    promoted boolean NOT NULL,
    name text NOT NULL,
    corrections uuid[] NOT NULL,
    held_out integer NOT NULL,
    gained integer NOT NULL,
    lost integer NOT NULL,
    chance double precision NOT NULL,
    safety_lost integer NOT NULL,
    reason text NOT NULL,
    report jsonb NOT NULL,
    CONSTRAINT ck_model_version_promoted CHECK (((NOT promoted) OR ((safety_lost = 0) AND (gained > lost))))
);

CREATE TABLE public.notification (
    person_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    mail_at timestamp with time zone,
    read_at timestamp with time zone
);

CREATE TABLE public.on_call_ask (
    page_id uuid NOT NULL,
    turn integer NOT NULL,
    person_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    planned timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.on_call_page (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    cause text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    CONSTRAINT ck_on_call_page_cause CHECK ((cause = ANY (ARRAY['critical'::text, 'report_40'::text, 'report_20'::text, 'report_0'::text])))
);

CREATE TABLE public.on_call_place (
    "position" integer NOT NULL,
    person_id uuid NOT NULL
);

CREATE TABLE public.outbox_mail (
    id uuid NOT NULL,
    ticket_id uuid,
    person_id uuid,
    message_id uuid,
    kind text NOT NULL,
    "to" text NOT NULL,
    reply_to text,
    subject text NOT NULL,
    text text NOT NULL,
    internet_id text NOT NULL,
    in_reply_to text,
    "references" text[] NOT NULL,
    "then" text,
    acknowledges boolean NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    send_after timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    last_error text,
    provider_id text,
    sent_at timestamp with time zone,
    CONSTRAINT ck_outbox_mail_addressee CHECK (((ticket_id IS NOT NULL) OR (person_id IS NOT NULL)))
);

CREATE TABLE public.outside_refund (
    id text NOT NULL,
    charge text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    status text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.pause (
    ticket_id uuid NOT NULL,
    "from" timestamp with time zone NOT NULL,
    "to" timestamp with time zone
);

CREATE TABLE public.person (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    zone text NOT NULL,
    locale text NOT NULL,
    theme text NOT NULL,
    compact boolean NOT NULL,
    active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_name character varying(256),
    normalized_user_name character varying(256),
    email character varying(256),
    normalized_email character varying(256),
    email_confirmed boolean NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end timestamp with time zone,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL
);

CREATE TABLE public.person_claim (
    id integer NOT NULL,
    user_id uuid NOT NULL,
    claim_type text,
    claim_value text
);

ALTER TABLE public.person_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.person_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person_login (
    login_provider text NOT NULL,
    provider_key text NOT NULL,
    provider_display_name text,
    user_id uuid NOT NULL
);

CREATE TABLE public.person_role (
    user_id uuid NOT NULL,
    role_id uuid NOT NULL
);

CREATE TABLE public.person_token (
    user_id uuid NOT NULL,
    login_provider text NOT NULL,
    name text NOT NULL,
    value text
);

CREATE TABLE public.policy_version (
    kind text NOT NULL,
    version integer NOT NULL,
    data jsonb NOT NULL,
    author text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.red_team_case (
    id uuid NOT NULL,
    text text NOT NULL,
    fires boolean NOT NULL,
    kind text,
    at_least smallint,
    why text NOT NULL,
    person_id uuid NOT NULL,
    author text NOT NULL,
    at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by text,
    withdrawn_why text,
    CONSTRAINT red_team_case_says_something CHECK ((((length(btrim(text)) >= 1) AND (length(btrim(text)) <= 20000)) AND ((length(btrim(why)) >= 1) AND (length(btrim(why)) <= 500)))),
    CONSTRAINT red_team_case_silence_has_no_kind CHECK ((fires OR ((kind IS NULL) AND (at_least IS NULL)))),
    CONSTRAINT red_team_case_withdrawn_by_somebody CHECK ((num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) = ANY (ARRAY[0, 3])))
);

CREATE TABLE public.refund_intent (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    charge text NOT NULL,
    customer text NOT NULL,
    subscription text,
    currency text NOT NULL,
    amount bigint,
    paid bigint NOT NULL,
    refunded_before bigint NOT NULL,
    decision text NOT NULL,
    approval text NOT NULL,
    proof jsonb NOT NULL,
    sentence text NOT NULL,
    policy_version integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    message_id uuid,
    "then" text NOT NULL,
    reason text NOT NULL,
    hash text NOT NULL,
    key text NOT NULL,
    state text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    proposed_by uuid,
    approved_by uuid,
    approved_at timestamp with time zone,
    next_attempt timestamp with time zone,
    attempts integer NOT NULL,
    called_at timestamp with time zone,
    unknown boolean NOT NULL,
    last_error text NOT NULL,
    refund_id text,
    request_id text,
    failure_reason text,
    bank_reference text,
    settled_at timestamp with time zone,
    subscription_state text NOT NULL,
    dealt_by uuid,
    CONSTRAINT ck_refund_intent_amount CHECK ((((amount IS NULL) AND (state = ANY (ARRAY['requested'::text, 'void'::text, 'declined'::text]))) OR ((amount > 0) AND (amount <= (paid - refunded_before))))),
    CONSTRAINT ck_refund_intent_balance CHECK (((paid >= 0) AND ((refunded_before >= 0) AND (refunded_before <= paid)))),
    CONSTRAINT ck_refund_intent_currency CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT ck_refund_intent_executed CHECK (((state <> ALL (ARRAY['sending'::text, 'pending'::text, 'requires_action'::text, 'succeeded'::text, 'failed'::text])) OR (approved_at IS NOT NULL))),
    CONSTRAINT ck_refund_intent_second CHECK (((approval = 'none'::text) OR (state <> ALL (ARRAY['sending'::text, 'pending'::text, 'requires_action'::text, 'succeeded'::text, 'failed'::text])) OR ((approved_by IS NOT NULL) AND (approved_by <> requested_by) AND (approved_by IS DISTINCT FROM proposed_by)))),
    CONSTRAINT ck_refund_intent_settled CHECK (((state <> ALL (ARRAY['pending'::text, 'requires_action'::text, 'succeeded'::text])) OR (refund_id IS NOT NULL)))
);

CREATE TABLE public.report (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    state text NOT NULL,
    due timestamp with time zone NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    author_id uuid,
    reviewed_version integer,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    review_owed boolean NOT NULL,
    CONSTRAINT ck_report_state CHECK ((state = ANY (ARRAY['draft'::text, 'in_review'::text, 'submitted'::text, 'confirmed'::text, 'not_reportable'::text]))),
    CONSTRAINT ck_report_submitted CHECK (((state = ANY (ARRAY['submitted'::text, 'confirmed'::text])) = ((submitted_at IS NOT NULL) AND (submitted_by IS NOT NULL))))
);

CREATE TABLE public.report_act (
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    act text NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    authority text,
    reference text,
    reason text NOT NULL,
    CONSTRAINT ck_report_act_submission CHECK (((act <> ALL (ARRAY['submitted'::text, 'submitted_alone'::text])) OR ((person_id IS NOT NULL) AND (authority <> ''::text) AND (reference <> ''::text))))
);

CREATE TABLE public.report_version (
    report_id uuid NOT NULL,
    version integer NOT NULL,
    ticket_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    content text NOT NULL,
    reason text NOT NULL
);

CREATE TABLE public.requester (
    id uuid NOT NULL,
    name text NOT NULL,
    account_id uuid,
    locale text NOT NULL,
    zone text,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.requester_address (
    address text NOT NULL,
    requester_id uuid NOT NULL,
    last_receipt_at timestamp with time zone
);

CREATE TABLE public.restricted_access (
    ticket_id uuid NOT NULL,
    person_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    granted_by uuid NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    capacity text DEFAULT 'named'::text NOT NULL,
    CONSTRAINT ck_restricted_access_capacity CHECK ((capacity = ANY (ARRAY['liaison'::text, 'counsel'::text, 'named'::text])))
);

CREATE TABLE public.restriction_lift (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    confirmed_by uuid,
    lifted_at timestamp with time zone,
    CONSTRAINT ck_restriction_lift_two_people CHECK (((confirmed_by IS NULL) OR (confirmed_by <> asked_by)))
);

CREATE TABLE public.role (
    id uuid NOT NULL,
    name character varying(256),
    normalized_name character varying(256),
    concurrency_stamp text
);

CREATE TABLE public.role_claim (
    id integer NOT NULL,
    role_id uuid NOT NULL,
    claim_type text,
    claim_value text
);

ALTER TABLE public.role_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.role_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.shift (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    team text NOT NULL,
    kind text NOT NULL,
    days smallint NOT NULL,
    begins time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    zone text NOT NULL,
    CONSTRAINT ck_shift_days CHECK (((days >= 1) AND (days <= 127))),
    CONSTRAINT ck_shift_kind CHECK ((kind = ANY (ARRAY['standard'::text, 'priority'::text])))
);

CREATE TABLE public.stripe_event (
    id text NOT NULL,
    type text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    api_version text NOT NULL,
    object_id text NOT NULL,
    charge text,
    customer text,
    state text NOT NULL,
    attempts integer NOT NULL,
    next_attempt timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    last_error text NOT NULL,
    CONSTRAINT ck_stripe_event_state CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'ignored'::text])))
);

CREATE TABLE public.subscription_change (
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    customer text NOT NULL,
    subscription text NOT NULL,
    item text NOT NULL,
    act text NOT NULL,
    price text,
    price_before text NOT NULL,
    ended_before boolean NOT NULL,
    period_end timestamp with time zone NOT NULL,
    currency text NOT NULL,
    total bigint,
    prorated_at timestamp with time zone NOT NULL,
    hash text NOT NULL,
    key text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    next_attempt timestamp with time zone,
    attempts integer NOT NULL,
    called_at timestamp with time zone,
    unknown boolean NOT NULL,
    last_error text NOT NULL,
    request_id text,
    settled_at timestamp with time zone,
    CONSTRAINT ck_subscription_change_confirmed CHECK (((state <> ALL (ARRAY['sending'::text, 'done'::text, 'failed'::text])) OR ((confirmed_by IS NOT NULL) AND (confirmed_at IS NOT NULL)))),
    CONSTRAINT ck_subscription_change_price CHECK (((act = 'change_plan'::text) = (price IS NOT NULL))),
    CONSTRAINT ck_subscription_change_work CHECK (((next_attempt IS NOT NULL) = (state = 'sending'::text)))
);

CREATE TABLE public.team_member (
    person_id uuid NOT NULL,
    team text NOT NULL,
    lead boolean NOT NULL
);

CREATE TABLE public.template (
    slug text NOT NULL,
    name text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    acknowledges boolean NOT NULL,
    version integer NOT NULL
);

CREATE TABLE public.ticket (
    id uuid NOT NULL,
    number text NOT NULL,
    token text NOT NULL,
    subject text NOT NULL,
    snippet text NOT NULL,
    external_id text,
    locale text NOT NULL,
    version integer NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    requester_id uuid NOT NULL,
    account_id uuid,
    plan smallint NOT NULL,
    courtesy_call boolean NOT NULL,
    follow_up_of text,
    state text NOT NULL,
    look_again date,
    resolved_at timestamp with time zone,
    closed_at timestamp with time zone,
    not_for_support boolean NOT NULL,
    customer_waits boolean NOT NULL,
    undelivered boolean NOT NULL,
    team text NOT NULL,
    level integer NOT NULL,
    owner text NOT NULL,
    assignee_id uuid,
    category text NOT NULL,
    subcategory text NOT NULL,
    confidence double precision NOT NULL,
    decided_by text NOT NULL,
    needs_triage boolean NOT NULL,
    legal_review boolean NOT NULL,
    priority smallint NOT NULL,
    support_tier integer NOT NULL,
    impact smallint NOT NULL,
    signals text[] NOT NULL,
    severity smallint,
    incident_due timestamp with time zone,
    incident_since timestamp with time zone,
    incident_policy text,
    restricted boolean NOT NULL,
    not_screened boolean NOT NULL,
    silent boolean NOT NULL,
    due_at timestamp with time zone,
    due_target text,
    due_policy text,
    reached smallint[] DEFAULT '{0,0,0,0}'::smallint[] NOT NULL,
    sla_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_ticket_reached CHECK ((array_length(reached, 1) = 4)),
    CONSTRAINT ck_ticket_sla_version CHECK ((sla_version > 0))
);

CREATE TABLE public.ticket_event (
    ticket_id uuid NOT NULL,
    version integer NOT NULL,
    type text NOT NULL,
    shape integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    correlation_id text NOT NULL,
    data jsonb NOT NULL
);

ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT pk_absence PRIMARY KEY (id);

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT pk_access_log PRIMARY KEY (id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);

ALTER TABLE ONLY public.alert
    ADD CONSTRAINT pk_alert PRIMARY KEY (ticket_id, version);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT pk_api_key PRIMARY KEY (id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT pk_attachment PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT pk_audit_entry PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_copy
    ADD CONSTRAINT pk_billing_copy PRIMARY KEY (customer);

ALTER TABLE ONLY public.board_link
    ADD CONSTRAINT pk_board_link PRIMARY KEY (id);

ALTER TABLE ONLY public.classification
    ADD CONSTRAINT pk_classification PRIMARY KEY (id);

ALTER TABLE ONLY public.clock
    ADD CONSTRAINT pk_clock PRIMARY KEY (ticket_id, target);

ALTER TABLE ONLY public.data_protection_key
    ADD CONSTRAINT pk_data_protection_key PRIMARY KEY (id);

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT pk_draft PRIMARY KEY (ticket_id, person_id, kind);

ALTER TABLE ONLY public.duty
    ADD CONSTRAINT pk_duty PRIMARY KEY (person_id);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT pk_idempotency PRIMARY KEY (scope, key);

ALTER TABLE ONLY public.inbound_mail
    ADD CONSTRAINT pk_inbound_mail PRIMARY KEY (id);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT pk_incident PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_note
    ADD CONSTRAINT pk_incident_note PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_step
    ADD CONSTRAINT pk_incident_step PRIMARY KEY (id);

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT pk_installation PRIMARY KEY (name);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_event
    ADD CONSTRAINT pk_mail_event PRIMARY KEY (id);

ALTER TABLE ONLY public.message
    ADD CONSTRAINT pk_message PRIMARY KEY (id);

ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT pk_model_version PRIMARY KEY (version);

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT pk_notification PRIMARY KEY (person_id, ticket_id, version);

ALTER TABLE ONLY public.on_call_ask
    ADD CONSTRAINT pk_on_call_ask PRIMARY KEY (page_id, turn, person_id);

ALTER TABLE ONLY public.on_call_page
    ADD CONSTRAINT pk_on_call_page PRIMARY KEY (id);

ALTER TABLE ONLY public.on_call_place
    ADD CONSTRAINT pk_on_call_place PRIMARY KEY ("position");

ALTER TABLE ONLY public.outbox_mail
    ADD CONSTRAINT pk_outbox_mail PRIMARY KEY (id);

ALTER TABLE ONLY public.outside_refund
    ADD CONSTRAINT pk_outside_refund PRIMARY KEY (id);

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT pk_pause PRIMARY KEY (ticket_id, "from");

ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);

ALTER TABLE ONLY public.person_claim
    ADD CONSTRAINT pk_person_claim PRIMARY KEY (id);

ALTER TABLE ONLY public.person_login
    ADD CONSTRAINT pk_person_login PRIMARY KEY (login_provider, provider_key);

ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT pk_person_role PRIMARY KEY (user_id, role_id);

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT pk_person_token PRIMARY KEY (user_id, login_provider, name);

ALTER TABLE ONLY public.policy_version
    ADD CONSTRAINT pk_policy_version PRIMARY KEY (kind, version);

ALTER TABLE ONLY public.red_team_case
    ADD CONSTRAINT pk_red_team_case PRIMARY KEY (id);

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT pk_refund_intent PRIMARY KEY (id);

ALTER TABLE ONLY public.report
    ADD CONSTRAINT pk_report PRIMARY KEY (id);

ALTER TABLE ONLY public.report_act
    ADD CONSTRAINT pk_report_act PRIMARY KEY (id);

ALTER TABLE ONLY public.report_version
    ADD CONSTRAINT pk_report_version PRIMARY KEY (report_id, version);

ALTER TABLE ONLY public.requester
    ADD CONSTRAINT pk_requester PRIMARY KEY (id);

ALTER TABLE ONLY public.requester_address
    ADD CONSTRAINT pk_requester_address PRIMARY KEY (address);

ALTER TABLE ONLY public.restricted_access
    ADD CONSTRAINT pk_restricted_access PRIMARY KEY (ticket_id, person_id);

ALTER TABLE ONLY public.restriction_lift
    ADD CONSTRAINT pk_restriction_lift PRIMARY KEY (id);

ALTER TABLE ONLY public.role
    ADD CONSTRAINT pk_role PRIMARY KEY (id);

ALTER TABLE ONLY public.role_claim
    ADD CONSTRAINT pk_role_claim PRIMARY KEY (id);

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT pk_shift PRIMARY KEY (id);

ALTER TABLE ONLY public.stripe_event
    ADD CONSTRAINT pk_stripe_event PRIMARY KEY (id);

ALTER TABLE ONLY public.subscription_change
    ADD CONSTRAINT pk_subscription_change PRIMARY KEY (id);

ALTER TABLE ONLY public.team_member
    ADD CONSTRAINT pk_team_member PRIMARY KEY (person_id, team);

ALTER TABLE ONLY public.template
    ADD CONSTRAINT pk_template PRIMARY KEY (slug);

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT pk_ticket PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_event
    ADD CONSTRAINT pk_ticket_event PRIMARY KEY (ticket_id, version);

CREATE INDEX email_index ON public.person USING btree (normalized_email);

CREATE INDEX ix_absence_person_id ON public.absence USING btree (person_id);

CREATE INDEX ix_access_log_ticket_id_at ON public.access_log USING btree (ticket_id, at);

CREATE INDEX ix_account_email ON public.account USING btree (email);

CREATE UNIQUE INDEX ix_account_external_id ON public.account USING btree (external_id);

CREATE INDEX ix_alert_at ON public.alert USING btree (at);

CREATE UNIQUE INDEX ix_api_key_hash ON public.api_key USING btree (hash);

CREATE INDEX ix_attachment_message_id ON public.attachment USING btree (message_id);

CREATE INDEX ix_attachment_ticket_id ON public.attachment USING btree (ticket_id);

CREATE UNIQUE INDEX ix_attachment_token ON public.attachment USING btree (token);

CREATE INDEX ix_audit_entry_at_id ON public.audit_entry USING btree (at, id);

CREATE INDEX ix_audit_entry_person_id ON public.audit_entry USING btree (person_id);

CREATE UNIQUE INDEX ix_board_link_hash ON public.board_link USING btree (hash);

CREATE INDEX ix_board_link_made_by ON public.board_link USING btree (made_by);

CREATE INDEX ix_classification_ticket_id_at ON public.classification USING btree (ticket_id, at);

CREATE INDEX ix_clock_due ON public.clock USING btree (due) WHERE (state = 'running'::text);

CREATE INDEX ix_clock_first_stopped ON public.clock USING btree (stopped_at) WHERE ((target = 'first_response'::text) AND (stopped_at IS NOT NULL));

CREATE INDEX ix_clock_met ON public.clock USING btree (target, stopped_at) WHERE (state = 'met'::text);

CREATE INDEX ix_clock_missed ON public.clock USING btree (target, due) WHERE (state = 'missed'::text);

CREATE INDEX ix_clock_next_at ON public.clock USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE UNIQUE INDEX ix_inbound_mail_digest ON public.inbound_mail USING btree (digest);

CREATE INDEX ix_inbound_mail_next_attempt ON public.inbound_mail USING btree (next_attempt) WHERE (state = 'received'::text);

CREATE INDEX ix_inbound_mail_parked ON public.inbound_mail USING btree (at) WHERE (state = 'parked'::text);

CREATE INDEX ix_inbound_mail_ticket_id ON public.inbound_mail USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);

CREATE INDEX ix_incident_due ON public.incident USING btree (due) WHERE (stopped_at IS NULL);

CREATE INDEX ix_incident_message_id ON public.incident USING btree (message_id);

CREATE INDEX ix_incident_note_corrects_id ON public.incident_note USING btree (corrects_id);

CREATE INDEX ix_incident_note_incident_id_at ON public.incident_note USING btree (incident_id, at);

CREATE INDEX ix_incident_note_person_id ON public.incident_note USING btree (person_id);

CREATE INDEX ix_incident_note_ticket_id ON public.incident_note USING btree (ticket_id);

CREATE INDEX ix_incident_step_incident_id_at ON public.incident_step USING btree (incident_id, at);

CREATE INDEX ix_incident_step_ticket_id ON public.incident_step USING btree (ticket_id);

CREATE INDEX ix_incident_ticket_id ON public.incident USING btree (ticket_id);

CREATE INDEX ix_job_due_at ON public.job USING btree (due_at);

CREATE INDEX ix_job_kind_ticket_id ON public.job USING btree (kind, ticket_id);

CREATE INDEX ix_message_message_id ON public.message USING btree (message_id) WHERE (message_id IS NOT NULL);

CREATE UNIQUE INDEX ix_message_once ON public.message USING btree (message_id, author_email) WHERE ((message_id IS NOT NULL) AND (direction = 'in'::text));

CREATE INDEX ix_message_out ON public.message USING btree (at) WHERE (direction = 'out'::text);

CREATE INDEX ix_message_search ON public.message USING gin (search);

CREATE INDEX ix_message_ticket_id_at ON public.message USING btree (ticket_id, at);

CREATE INDEX ix_notification_mail_at ON public.notification USING btree (mail_at) WHERE (mail_at IS NOT NULL);

CREATE INDEX ix_notification_person_id_at ON public.notification USING btree (person_id, at DESC);

CREATE INDEX ix_notification_ticket_id_version ON public.notification USING btree (ticket_id, version);

CREATE INDEX ix_notification_unread ON public.notification USING btree (person_id) WHERE (read_at IS NULL);

CREATE INDEX ix_on_call_ask_person_id ON public.on_call_ask USING btree (person_id);

CREATE INDEX ix_on_call_ask_ticket_id ON public.on_call_ask USING btree (ticket_id);

CREATE UNIQUE INDEX ix_on_call_page_incident_id_cause ON public.on_call_page USING btree (incident_id, cause);

CREATE INDEX ix_on_call_page_since ON public.on_call_page USING btree (since) WHERE (ended_at IS NULL);

CREATE INDEX ix_on_call_page_ticket_id ON public.on_call_page USING btree (ticket_id);

CREATE UNIQUE INDEX ix_on_call_place_person_id ON public.on_call_place USING btree (person_id);

CREATE INDEX ix_outbox_mail_dead ON public.outbox_mail USING btree (created_at) WHERE (state = 'dead'::text);

CREATE UNIQUE INDEX ix_outbox_mail_internet_id ON public.outbox_mail USING btree (internet_id);

CREATE INDEX ix_outbox_mail_send_after ON public.outbox_mail USING btree (send_after) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX ix_outbox_mail_ticket_id ON public.outbox_mail USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);

CREATE INDEX ix_outside_refund_charge ON public.outside_refund USING btree (charge);

CREATE INDEX ix_person_claim_user_id ON public.person_claim USING btree (user_id);

CREATE INDEX ix_person_login_user_id ON public.person_login USING btree (user_id);

CREATE INDEX ix_person_name ON public.person USING btree (name);

CREATE INDEX ix_person_role_role_id ON public.person_role USING btree (role_id);

CREATE INDEX ix_red_team_case_person_id ON public.red_team_case USING btree (person_id);

CREATE UNIQUE INDEX ix_red_team_case_text ON public.red_team_case USING btree (md5(text)) WHERE (withdrawn_at IS NULL);

CREATE INDEX ix_refund_intent_approved_by ON public.refund_intent USING btree (approved_by);

CREATE INDEX ix_refund_intent_dealt_by ON public.refund_intent USING btree (dealt_by);

CREATE UNIQUE INDEX ix_refund_intent_key ON public.refund_intent USING btree (key);

CREATE INDEX ix_refund_intent_next_attempt ON public.refund_intent USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);

CREATE INDEX ix_refund_intent_proposed_by ON public.refund_intent USING btree (proposed_by);

CREATE UNIQUE INDEX ix_refund_intent_refund_id ON public.refund_intent USING btree (refund_id) WHERE (refund_id IS NOT NULL);

CREATE INDEX ix_refund_intent_requested_by ON public.refund_intent USING btree (requested_by);

CREATE INDEX ix_refund_intent_state_requested_at ON public.refund_intent USING btree (state, requested_at);

CREATE INDEX ix_refund_intent_ticket_id ON public.refund_intent USING btree (ticket_id);

CREATE INDEX ix_report_act_report_id_at ON public.report_act USING btree (report_id, at);

CREATE UNIQUE INDEX ix_report_act_submitted_once ON public.report_act USING btree (report_id) WHERE (act = ANY (ARRAY['submitted'::text, 'submitted_alone'::text]));

CREATE INDEX ix_report_act_ticket_id ON public.report_act USING btree (ticket_id);

CREATE INDEX ix_report_due ON public.report USING btree (due) WHERE (state = ANY (ARRAY['draft'::text, 'in_review'::text]));

CREATE UNIQUE INDEX ix_report_incident_id ON public.report USING btree (incident_id);

CREATE INDEX ix_report_ticket_id ON public.report USING btree (ticket_id);

CREATE INDEX ix_report_version_ticket_id ON public.report_version USING btree (ticket_id);

CREATE INDEX ix_requester_account_id ON public.requester USING btree (account_id);

CREATE INDEX ix_requester_address_requester_id ON public.requester_address USING btree (requester_id);

CREATE INDEX ix_restricted_access_person_id ON public.restricted_access USING btree (person_id);

CREATE UNIQUE INDEX ix_restriction_lift_ticket_id ON public.restriction_lift USING btree (ticket_id) WHERE (lifted_at IS NULL);

CREATE INDEX ix_role_claim_role_id ON public.role_claim USING btree (role_id);

CREATE INDEX ix_shift_person_id ON public.shift USING btree (person_id);

CREATE INDEX ix_shift_team ON public.shift USING btree (team);

CREATE INDEX ix_stripe_event_next_attempt ON public.stripe_event USING btree (next_attempt) WHERE (state = 'waiting'::text);

CREATE INDEX ix_subscription_change_confirmed_by ON public.subscription_change USING btree (confirmed_by);

CREATE UNIQUE INDEX ix_subscription_change_key ON public.subscription_change USING btree (key);

CREATE INDEX ix_subscription_change_next_attempt ON public.subscription_change USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);

CREATE INDEX ix_subscription_change_requested_by ON public.subscription_change USING btree (requested_by);

CREATE INDEX ix_subscription_change_ticket_id ON public.subscription_change USING btree (ticket_id);

CREATE INDEX ix_team_member_team ON public.team_member USING btree (team);

CREATE INDEX ix_ticket_account_id ON public.ticket USING btree (account_id) WHERE (account_id IS NOT NULL);

CREATE INDEX ix_ticket_arrived ON public.ticket USING btree (arrived_at);

CREATE INDEX ix_ticket_changed_at_id ON public.ticket USING btree (changed_at DESC, id DESC);

CREATE INDEX ix_ticket_due ON public.ticket USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (state <> ALL (ARRAY['resolved'::text, 'closed'::text]));

CREATE INDEX ix_ticket_due_at ON public.ticket USING btree (due_at) WHERE (state <> ALL (ARRAY['resolved'::text, 'closed'::text]));

CREATE INDEX ix_ticket_event_assigned ON public.ticket_event USING btree (((data ->> 'to'::text)), at) WHERE (type = 'assigned'::text);

CREATE INDEX ix_ticket_event_correlation_id ON public.ticket_event USING btree (correlation_id);

CREATE UNIQUE INDEX ix_ticket_event_escalation ON public.ticket_event USING btree (ticket_id) WHERE ((type = 'leads_called'::text) OR ((type = 'escalated'::text) AND ((data ->> 'by'::text) = 'clock'::text)));

CREATE INDEX ix_ticket_event_moved ON public.ticket_event USING btree (type, at) WHERE (type = ANY (ARRAY['escalated'::text, 'leads_called'::text]));

CREATE UNIQUE INDEX ix_ticket_event_share ON public.ticket_event USING btree (ticket_id, ((data ->> 'target'::text)), COALESCE((data ->> 'percent'::text), '100'::text)) WHERE (type = ANY (ARRAY['warned'::text, 'breached'::text]));

CREATE INDEX ix_ticket_external_id ON public.ticket USING btree (external_id) WHERE (external_id IS NOT NULL);

CREATE INDEX ix_ticket_mine ON public.ticket USING btree (assignee_id, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (state <> ALL (ARRAY['resolved'::text, 'closed'::text]));

CREATE UNIQUE INDEX ix_ticket_number ON public.ticket USING btree (number);

CREATE INDEX ix_ticket_requester_id ON public.ticket USING btree (requester_id);

CREATE INDEX ix_ticket_resolved ON public.ticket USING btree (resolved_at) WHERE (resolved_at IS NOT NULL);

CREATE INDEX ix_ticket_restricted ON public.ticket USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE restricted;

CREATE INDEX ix_ticket_team ON public.ticket USING btree (team, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (state <> ALL (ARRAY['resolved'::text, 'closed'::text]));

CREATE UNIQUE INDEX ix_ticket_token ON public.ticket USING btree (token);

CREATE INDEX ix_ticket_triage ON public.ticket USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((state <> ALL (ARRAY['resolved'::text, 'closed'::text])) AND needs_triage);

CREATE INDEX ix_ticket_unassigned ON public.ticket USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((state <> ALL (ARRAY['resolved'::text, 'closed'::text])) AND (assignee_id IS NULL));

CREATE INDEX ix_ticket_waiting ON public.ticket USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (state = ANY (ARRAY['pending'::text, 'on_hold'::text]));

CREATE UNIQUE INDEX role_name_index ON public.role USING btree (normalized_name);

CREATE UNIQUE INDEX user_name_index ON public.person USING btree (normalized_user_name);

CREATE UNIQUE INDEX ux_refund_intent_open ON public.refund_intent USING btree (charge) WHERE (state = ANY (ARRAY['requested'::text, 'waiting'::text, 'sending'::text]));

CREATE UNIQUE INDEX ux_subscription_change_open ON public.subscription_change USING btree (subscription) WHERE (state = ANY (ARRAY['requested'::text, 'sending'::text]));

CREATE TRIGGER access_log_is_append_only BEFORE DELETE OR UPDATE ON public.access_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_entry_is_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER incident_note_is_append_only BEFORE DELETE OR UPDATE ON public.incident_note FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER incident_step_is_append_only BEFORE DELETE OR UPDATE ON public.incident_step FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE CONSTRAINT TRIGGER message_is_screened AFTER INSERT OR UPDATE OF screened_by ON public.message DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.screened_by IS NULL)) EXECUTE FUNCTION public.refuse_unscreened();

CREATE TRIGGER model_version_is_append_only BEFORE DELETE OR UPDATE ON public.model_version FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER policy_version_is_append_only BEFORE DELETE OR UPDATE ON public.policy_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER red_team_case_is_never_deleted BEFORE DELETE ON public.red_team_case FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refund_intent_is_frozen BEFORE DELETE OR UPDATE ON public.refund_intent FOR EACH ROW EXECUTE FUNCTION public.refund_intent_is_frozen();

CREATE TRIGGER report_act_is_append_only BEFORE DELETE OR UPDATE ON public.report_act FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE CONSTRAINT TRIGGER report_is_recorded AFTER INSERT OR UPDATE OF state ON public.report DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_unrecorded_report();

CREATE TRIGGER report_stays_submitted BEFORE UPDATE OF state ON public.report FOR EACH ROW WHEN (((old.state = ANY (ARRAY['submitted'::text, 'confirmed'::text])) AND (new.state <> ALL (ARRAY['submitted'::text, 'confirmed'::text])))) EXECUTE FUNCTION public.refuse_recall_of_report();

CREATE TRIGGER report_version_is_append_only BEFORE DELETE OR UPDATE ON public.report_version FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER subscription_change_is_frozen BEFORE DELETE OR UPDATE ON public.subscription_change FOR EACH ROW EXECUTE FUNCTION public.subscription_change_is_frozen();

CREATE TRIGGER ticket_event_is_append_only BEFORE DELETE OR UPDATE ON public.ticket_event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE CONSTRAINT TRIGGER ticket_with_report_is_restricted AFTER UPDATE OF restricted ON public.ticket DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.restricted AND (NOT new.restricted))) EXECUTE FUNCTION public.refuse_open_report();

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT fk_absence_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT fk_access_log_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert
    ADD CONSTRAINT fk_alert_ticket_event_ticket_id_version FOREIGN KEY (ticket_id, version) REFERENCES public.ticket_event(ticket_id, version) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_message_message_id FOREIGN KEY (message_id) REFERENCES public.message(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.board_link
    ADD CONSTRAINT fk_board_link_person_made_by FOREIGN KEY (made_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.classification
    ADD CONSTRAINT fk_classification_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.clock
    ADD CONSTRAINT fk_clock_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duty
    ADD CONSTRAINT fk_duty_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_note
    ADD CONSTRAINT fk_incident_note_incident_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_note
    ADD CONSTRAINT fk_incident_note_incident_note_corrects_id FOREIGN KEY (corrects_id) REFERENCES public.incident_note(id);

ALTER TABLE ONLY public.incident_note
    ADD CONSTRAINT fk_incident_note_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_note
    ADD CONSTRAINT fk_incident_note_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_step
    ADD CONSTRAINT fk_incident_step_incident_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_step
    ADD CONSTRAINT fk_incident_step_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT fk_incident_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT fk_message_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT fk_notification_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT fk_notification_ticket_event_ticket_id_version FOREIGN KEY (ticket_id, version) REFERENCES public.ticket_event(ticket_id, version) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_ask
    ADD CONSTRAINT fk_on_call_ask_on_call_page_page_id FOREIGN KEY (page_id) REFERENCES public.on_call_page(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_ask
    ADD CONSTRAINT fk_on_call_ask_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_ask
    ADD CONSTRAINT fk_on_call_ask_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_page
    ADD CONSTRAINT fk_on_call_page_incident_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_page
    ADD CONSTRAINT fk_on_call_page_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.on_call_place
    ADD CONSTRAINT fk_on_call_place_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT fk_pause_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_claim
    ADD CONSTRAINT fk_person_claim_person_user_id FOREIGN KEY (user_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_login
    ADD CONSTRAINT fk_person_login_person_user_id FOREIGN KEY (user_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT fk_person_role_person_user_id FOREIGN KEY (user_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT fk_person_role_role_role_id FOREIGN KEY (role_id) REFERENCES public.role(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT fk_person_token_person_user_id FOREIGN KEY (user_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.red_team_case
    ADD CONSTRAINT fk_red_team_case_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT fk_refund_intent_person_approved_by FOREIGN KEY (approved_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT fk_refund_intent_person_dealt_by FOREIGN KEY (dealt_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT fk_refund_intent_person_proposed_by FOREIGN KEY (proposed_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT fk_refund_intent_person_requested_by FOREIGN KEY (requested_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.refund_intent
    ADD CONSTRAINT fk_refund_intent_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.report_act
    ADD CONSTRAINT fk_report_act_report_report_id FOREIGN KEY (report_id) REFERENCES public.report(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_act
    ADD CONSTRAINT fk_report_act_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report
    ADD CONSTRAINT fk_report_incident_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report
    ADD CONSTRAINT fk_report_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_version
    ADD CONSTRAINT fk_report_version_report_report_id FOREIGN KEY (report_id) REFERENCES public.report(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_version
    ADD CONSTRAINT fk_report_version_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.requester
    ADD CONSTRAINT fk_requester_account_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.requester_address
    ADD CONSTRAINT fk_requester_address_requester_requester_id FOREIGN KEY (requester_id) REFERENCES public.requester(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.restricted_access
    ADD CONSTRAINT fk_restricted_access_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.restriction_lift
    ADD CONSTRAINT fk_restriction_lift_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_claim
    ADD CONSTRAINT fk_role_claim_role_role_id FOREIGN KEY (role_id) REFERENCES public.role(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT fk_shift_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subscription_change
    ADD CONSTRAINT fk_subscription_change_person_confirmed_by FOREIGN KEY (confirmed_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.subscription_change
    ADD CONSTRAINT fk_subscription_change_person_requested_by FOREIGN KEY (requested_by) REFERENCES public.person(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.subscription_change
    ADD CONSTRAINT fk_subscription_change_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.team_member
    ADD CONSTRAINT fk_team_member_person_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_event
    ADD CONSTRAINT fk_ticket_event_ticket_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;
