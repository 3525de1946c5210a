-- What SQLite brings along and the statements of this project use.

create function to_whole_number(value text) returns bigint language sql immutable parallel safe as
$$ select case when value is null then null
       else coalesce(substring(value from '^\s*([+-]?\d{1,18})'), '0')::bigint end $$;
create function to_whole_number(value bigint) returns bigint language sql immutable parallel safe as
$$ select value $$;
create function to_whole_number(value numeric) returns bigint language sql immutable parallel safe as
$$ select trunc(value)::bigint $$;
create function to_whole_number(value double precision) returns bigint
language sql immutable parallel safe as $$ select trunc(value)::bigint $$;
create function to_whole_number(value boolean) returns bigint language sql immutable parallel safe as
$$ select value::int::bigint $$;

create function as_text(value text) returns text language sql immutable parallel safe as
$$ select value $$;
create function as_text(value bytea) returns text language sql immutable parallel safe as
$$ select convert_from(value, 'UTF8') $$;
create function as_text(value bigint) returns text language sql immutable parallel safe as
$$ select value::text $$;
create function as_text(value double precision) returns text language sql immutable parallel safe as
$$ select value::text $$;
create function as_text(value boolean) returns text language sql immutable parallel safe as
$$ select value::int::text $$;
create function as_text(value json) returns text language sql immutable parallel safe as
$$ select value::text $$;

create function json_each(document text)
returns table (key text, value text, type text, atom text)
language sql immutable parallel safe rows 10 as $$
    select (place - 1)::text, item #>> '{}', json_typeof(item), item #>> '{}'
    from json_array_elements(
        case when json_typeof(document::json) = 'array' then document::json else '[]'::json end
    ) with ordinality as each_item (item, place)
    union all
    select each_entry.key, each_entry.value #>> '{}', json_typeof(each_entry.value),
        each_entry.value #>> '{}'
    from pg_catalog.json_each(
        case when json_typeof(document::json) = 'object' then document::json else '{}'::json end
    ) as each_entry
$$;
create function json_each(document text, path text)
returns table (key text, value text, type text, atom text)
language sql immutable parallel safe rows 10 as $$
    select * from json_each(coalesce((jsonb_path_query_first(document::jsonb, path::jsonpath))::text, '[]'))
$$;
create function json_each(document json)
returns table (key text, value text, type text, atom text)
language sql immutable parallel safe rows 10 as $$ select * from json_each(document::text) $$;

create function json_set(document text, variadic changes text[]) returns text
language sql immutable parallel safe as $$
    with said as (
        select substr(changes[place], 3) as key, to_json(changes[place + 1]) as value, place
        from generate_subscripts(changes, 1) as place where place % 2 = 1
    )
    select json_object_agg(key, value order by place)::text from (
        select old.key, coalesce(said.value, old.value) as value, old.place
        from pg_catalog.json_each(document::json) with ordinality as old (key, value, place)
        left join said on said.key = old.key
        union all
        select said.key, said.value, 1000000 + said.place from said
        where not document::jsonb ? said.key
    ) as entry
$$;
create function json_quote(value text) returns text language sql immutable parallel safe as
$$ select coalesce(to_json(value)::text, 'null') $$;
create function json_valid(document text) returns boolean language sql immutable parallel safe as
$$ select document is json $$;
create function json_extract(document text, path text) returns text
language sql immutable parallel safe as
$$ select jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}' $$;
create function json_type(document text) returns text language sql immutable parallel safe as
$$ select json_typeof(document::json) $$;
create function json_type(document text, path text) returns text
language sql immutable parallel safe as
$$ select jsonb_typeof(jsonb_path_query_first(document::jsonb, path::jsonpath)) $$;
create function json_array_length(document text) returns bigint
language sql immutable parallel safe as
$$ select case when json_typeof(document::json) = 'array'
       then json_array_length(document::json)::bigint else 0 end $$;
create function json_array_length(document text, path text) returns bigint
language sql immutable parallel safe as $$
    select case jsonb_typeof(found) when 'array' then jsonb_array_length(found)::bigint else 0 end
    from (select jsonb_path_query_first(document::jsonb, path::jsonpath) as found) as one
    where found is not null
$$;

create function iif(truth boolean, yes anycompatible, no anycompatible) returns anycompatible
language sql immutable parallel safe as $$ select case when truth then yes else no end $$;
create function ifnull(one anycompatible, other anycompatible) returns anycompatible
language sql immutable parallel safe as $$ select coalesce(one, other) $$;
create function substr(whole text, start integer, length bigint) returns text
language sql immutable parallel safe as
$$ select substr(whole, start, greatest(length, 0)::integer) $$;
create function substr(whole text, start bigint, length bigint) returns text
language sql immutable parallel safe as
$$ select substr(whole, start::integer, greatest(length, 0)::integer) $$;
create function substr(whole text, start bigint) returns text
language sql immutable parallel safe as $$ select substr(whole, start::integer) $$;
create function instr(whole text, part text) returns bigint language sql immutable parallel safe as
$$ select strpos(whole, part)::bigint $$;
create function max(one anycompatible, other anycompatible) returns anycompatible
language sql immutable parallel safe as
$$ select case when one is not null and other is not null then greatest(one, other) end $$;
create function min(one anycompatible, other anycompatible) returns anycompatible
language sql immutable parallel safe as
$$ select case when one is not null and other is not null then least(one, other) end $$;
create function round(value double precision, places integer) returns double precision
language sql immutable parallel safe as
$$ select round(value::numeric, places)::double precision $$;

create function add_truth(sum bigint, value boolean) returns bigint
language sql immutable parallel safe as
$$ select case when value is null then sum else coalesce(sum, 0) + value::int end $$;
create aggregate sum(boolean) (sfunc = add_truth, stype = bigint);
create aggregate total(boolean) (sfunc = add_truth, stype = bigint, initcond = '0');
create function add_number(sum double precision, value double precision) returns double precision
language sql immutable parallel safe as $$ select sum + coalesce(value, 0) $$;
create aggregate total(double precision)
    (sfunc = add_number, stype = double precision, initcond = '0');
create function either_truth(one boolean, other boolean) returns boolean
language sql immutable parallel safe as $$ select coalesce(one or other, one, other) $$;
create aggregate max(boolean) (sfunc = either_truth, stype = boolean);
create function both_truths(one boolean, other boolean) returns boolean
language sql immutable parallel safe as
$$ select case when one is null then other when other is null then one else one and other end $$;
create aggregate min(boolean) (sfunc = both_truths, stype = boolean);

-- A number beside a truth: 1 is true.
create function is_truth(number bigint, truth boolean) returns boolean
language sql immutable parallel safe as $$ select number = truth::int $$;
create function is_number(truth boolean, number bigint) returns boolean
language sql immutable parallel safe as $$ select number = truth::int $$;
create function is_no_truth(number bigint, truth boolean) returns boolean
language sql immutable parallel safe as $$ select number <> truth::int $$;
create function is_other(truth boolean, number bigint) returns boolean
language sql immutable parallel safe as $$ select number <> truth::int $$;
create operator <> (leftarg = boolean, rightarg = bigint, function = is_other);
create operator = (leftarg = bigint, rightarg = boolean, function = is_truth);
create operator = (leftarg = boolean, rightarg = bigint, function = is_number);
create operator <> (leftarg = bigint, rightarg = boolean, function = is_no_truth);

create function strftime(form text, moment text) returns text language sql stable as $$
    select to_char((case moment when 'now' then now() else moment::timestamptz end) at time zone 'UTC',
        replace(replace(replace(replace(replace(replace(replace(form, '%Y', 'YYYY'), '%m', 'MM'),
            '%d', 'DD'), 'T', '"T"'), '%H', 'HH24'), '%M', 'MI'), '%S', 'SS'))
$$;
create function strftime(form text, moment text, change text) returns text language sql stable as $$
    select strftime(form, ((case moment when 'now' then now() else moment::timestamptz end)
        + change::interval)::text)
$$;

-- The next number of a table, one more than the highest there is, as SQLite gives them.
create function next_number(relation regclass, named text) returns bigint language plpgsql as $$
declare found bigint;
begin
    execute format('select coalesce(max(%I), 0) + 1 from %s', named, relation) into found;
    return found;
end $$;

-- A number beside a text that spells one, as it comes out of a document.
create function is_spelled(number bigint, word text) returns boolean
language sql immutable parallel safe as $$ select number::text = word $$;
create function spells(word text, number bigint) returns boolean
language sql immutable parallel safe as $$ select number::text = word $$;
create function is_not_spelled(number bigint, word text) returns boolean
language sql immutable parallel safe as $$ select number::text <> word $$;
create operator = (leftarg = bigint, rightarg = text, function = is_spelled);
create operator = (leftarg = text, rightarg = bigint, function = spells);
create operator <> (leftarg = bigint, rightarg = text, function = is_not_spelled);

create function date(day text, change text) returns text language sql immutable as
$$ select (nullif(day, '')::date + change::interval)::date::text $$;
create function part_of(document text, path text) returns text language sql immutable parallel safe
as $$ select jsonb_path_query_first(document::jsonb, path::jsonpath)::text $$;
create operator -> (leftarg = text, rightarg = text, function = part_of);
create operator ->> (leftarg = text, rightarg = text, function = json_extract);
create function differs(document json, other text) returns boolean
language sql immutable parallel safe as $$ select document::jsonb <> other::jsonb $$;
create operator <> (leftarg = json, rightarg = text, function = differs);
create function is_not_small_number(word text, number integer) returns boolean
language sql immutable parallel safe as $$ select number::text <> word $$;
create operator <> (leftarg = text, rightarg = integer, function = is_not_small_number);
create function is_small_number(word text, number integer) returns boolean
language sql immutable parallel safe as $$ select number::text = word $$;
create operator = (leftarg = text, rightarg = integer, function = is_small_number);
