-- Errors that the caller can repair: SQLSTATE 22023 with a sentence that says what would be right.
create or replace function joblab.fail(sentence text) returns void
language plpgsql immutable as $$
begin
  raise exception using errcode = 'invalid_parameter_value', message = sentence;
end $$;

-- Raises unless value is one of the allowed ones.
create or replace function joblab.check_one_of(what text, value text, allowed text[]) returns void
language plpgsql immutable as $$
begin
  if value is null or value <> all (allowed) then
    perform joblab.fail(format('%s cannot be %s; it is one of: %s.', what,
      coalesce('"' || left(value, 100) || '"', 'null'), array_to_string(allowed, ', ')));
  end if;
end $$;

create or replace function joblab.check_between(what text, value integer, low integer, high integer) returns void
language plpgsql immutable as $$
begin
  if value is null or value not between low and high then
    perform joblab.fail(format('%s must be from %s to %s.', what, low, high));
  end if;
end $$;
