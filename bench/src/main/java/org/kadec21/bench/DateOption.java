package org.kadec21.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// A moment as `2013-03-01` (midnight UTC) or `2013-03-01T09:00:00Z`.
final class DateOption implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String value) {
        try {
            return value.length() <= 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "expected a date such as 2013-03-01 or a moment such as 2013-03-01T09:00:00Z,"
                            + " but came '"
                            + value
                            + "'");
        }
    }
}
