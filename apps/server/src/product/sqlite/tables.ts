/**
 * The product's own tables, in the order they were made: for `createSqliteStore({ applicationTables })`. Instants are
 * milliseconds since the epoch; a `_key` is a text folded for comparison.
 */
export const PRODUCT_TABLES: readonly string[] = [
  `
  create table product_person (
    id text primary key,
    created_at integer not null
  ) strict, without rowid;

  create table product_membership (
    team text not null,
    person text not null references product_person,
    scim_id text,
    user_name text not null,
    user_name_key text not null,
    display_name text not null,
    display_name_key text not null,
    email text,
    email_key text,
    role text not null check (role in ('owner', 'admin', 'manager', 'member', 'guest')),
    state text not null check (state in ('active', 'inactive', 'invited')),
    origin text not null check (origin in ('founder', 'scim', 'sign-on', 'invitation')),
    joined_at integer not null,
    changed_at integer not null,
    deactivated_at integer,
    last_sign_in_at integer,
    primary key (team, person),
    check (state <> 'active' or scim_id is not null),
    check (state <> 'invited' or scim_id is null)
  ) strict;
  create unique index product_membership_scim_id on product_membership (team, scim_id) where scim_id is not null;
  -- The name leads, because the same person is also looked for in other teams.
  create index product_membership_user_name on product_membership (user_name_key, team);
  create index product_membership_display_name on product_membership (team, display_name_key);
  create index product_membership_owner on product_membership (team) where state = 'active' and role = 'owner';
  create index product_membership_away on product_membership (team, state, display_name_key) where state <> 'active';
  create index product_membership_invited on product_membership (team, email_key) where state = 'invited';
  create index product_membership_person on product_membership (person);

  create table product_member_count (
    team text primary key,
    active integer not null,
    with_user integer not null
  ) strict, without rowid;
  create trigger product_membership_added after insert on product_membership begin
    insert into product_member_count (team, active, with_user)
    values (new.team, new.state = 'active', new.scim_id is not null)
    on conflict (team) do update
    set active = active + excluded.active, with_user = with_user + excluded.with_user;
  end;
  create trigger product_membership_changed after update of state, scim_id on product_membership begin
    update product_member_count
    set active = active + (new.state = 'active') - (old.state = 'active'),
      with_user = with_user + (new.scim_id is not null) - (old.scim_id is not null)
    where team = new.team;
  end;
  create trigger product_membership_removed after delete on product_membership begin
    update product_member_count
    set active = active - (old.state = 'active'), with_user = with_user - (old.scim_id is not null)
    where team = old.team;
  end;

  create table product_space (
    team text not null,
    id text not null,
    name text not null,
    name_key text not null,
    kind text not null check (kind in ('open', 'invite-only')),
    changed_at integer not null,
    primary key (team, id)
  ) strict, without rowid;

  create table product_space_person (
    team text not null,
    space text not null,
    person text not null,
    primary key (team, space, person),
    foreign key (team, space) references product_space,
    foreign key (team, person) references product_membership on delete cascade
  ) strict, without rowid;
  create index product_space_person_person on product_space_person (team, person);

  create table product_document (
    team text not null,
    id text not null,
    space text not null,
    title text not null,
    body text not null,
    owner text,
    created_at integer not null,
    changed_at integer not null,
    primary key (team, id),
    foreign key (team, space) references product_space,
    foreign key (team, owner) references product_membership
  ) strict;
  create index product_document_space on product_document (team, space);
  create index product_document_owner on product_document (team, owner);

  create table product_share (
    team text not null,
    document text not null,
    person text not null,
    primary key (team, document, person),
    foreign key (team, document) references product_document,
    foreign key (team, person) references product_membership on delete cascade
  ) strict, without rowid;
  create index product_share_person on product_share (team, person);

  create table product_session (
    digest blob primary key,
    id text not null,
    team text not null,
    person text not null,
    way text not null,
    client text not null,
    started_at integer not null,
    last_seen_at integer not null,
    ends_at integer not null,
    foreign key (team, person) references product_membership on delete cascade
  ) strict, without rowid;
  create unique index product_session_id on product_session (team, person, id);
  create index product_session_end on product_session (team, ends_at);

  create table product_link (
    digest blob primary key,
    team text not null,
    person text not null,
    kind text not null check (kind in ('sign-in', 'invitation')),
    expires_at integer not null,
    foreign key (team, person) references product_membership on delete cascade
  ) strict, without rowid;
  create index product_link_person on product_link (team, person);
  create index product_link_end on product_link (team, expires_at);

  create table product_audit (
    team text not null,
    number integer not null,
    at integer not null,
    actor_kind text not null,
    actor_id text,
    actor_name text,
    action text not null,
    subject_kind text not null,
    subject_id text,
    subject_name text,
    before text,
    after text,
    request_id text,
    primary key (team, number)
  ) strict, without rowid;
  create trigger product_audit_fixed before update on product_audit begin
    select raise(abort, 'The audit log is append-only.');
  end;
  create trigger product_audit_kept before delete on product_audit begin
    select raise(abort, 'The audit log is append-only.');
  end;

  -- What an audit row says of a person: it can be erased with the person's data.
  create table product_audit_person (
    team text not null,
    number integer not null,
    part text not null check (part in ('actor', 'subject')),
    person text,
    name text not null,
    before text,
    after text,
    primary key (team, number, part),
    foreign key (team, number) references product_audit
  ) strict, without rowid;
  create index product_audit_person_person on product_audit_person (team, person);
  create trigger product_audit_person_fixed before update on product_audit_person begin
    select raise(abort, 'The audit log is append-only.');
  end;
  `,
  // A session gets another secret when the person's role changes; requests on their way still come with the one before.
  `
  alter table product_session add renewal_due integer not null default 0;
  alter table product_session add earlier_digest blob;
  alter table product_session add earlier_until integer;
  create unique index product_session_earlier on product_session (earlier_digest) where earlier_digest is not null;
  `,
  // Whoever tries a link that was ended with somebody's membership is known until its time is over.
  `
  alter table product_link add ended integer not null default 0;
  `,
]
