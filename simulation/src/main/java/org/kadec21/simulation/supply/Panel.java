package org.kadec21.simulation.supply;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// A solar panel that faces the equator, and the sky above it.
///
/// @param watts under 1000 W/m², as it is sold
/// @param tiltDegrees from level, 0 to 90
/// @param latitude degrees, north positive
/// @param longitude degrees, east positive
/// @param clearnessPercent for January to December: how much of the light of a sky without air
///   reaches the panel on an average day
public record Panel(
        double watts,
        int tiltDegrees,
        double latitude,
        double longitude,
        List<Integer> clearnessPercent) {

    private static final int MONTHS = 12;

    /// W/m², the solar constant over the 1000 that panels are sold by.
    private static final double SUN = 1.361;

    private static final double DISTANCE_SWING = 0.033;
    private static final double OBLIQUITY_DEGREES = 23.44;
    private static final double DEGREES_PER_HOUR = 15;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int DAYS_FROM_SOLSTICE = 10;
    private static final double NOON = 12;

    public Panel {
        clearnessPercent = List.copyOf(clearnessPercent);
        if (clearnessPercent.size() != MONTHS) {
            throw new IllegalArgumentException(
                    "a sky has a clearness for each of 12 months, not for "
                            + clearnessPercent.size());
        }
    }

    /// What it gives under the clearness of an average day.
    ///
    /// Declination and hour angle as in any textbook (Cooper 1969), without the equation of time:
    /// the sun is at most 16 minutes off.
    double wattsAt(Instant when) {
        LocalDate date = LocalDate.ofInstant(when, ZoneOffset.UTC);
        double declination =
                Math.toRadians(
                        -OBLIQUITY_DEGREES
                                * Math.cos(
                                        2
                                                * Math.PI
                                                * (date.getDayOfYear() + DAYS_FROM_SOLSTICE)
                                                / DAYS_PER_YEAR));
        double hours =
                when.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / SECONDS_PER_HOUR
                        + longitude / DEGREES_PER_HOUR;
        double hourAngle = Math.toRadians((hours - NOON) * DEGREES_PER_HOUR);
        if (height(declination, hourAngle, latitude) <= 0) {
            return 0;
        }
        double tilted = latitude - Math.signum(latitude) * tiltDegrees;
        double light = SUN * nearness(date) * Math.max(0, height(declination, hourAngle, tilted));
        return watts * light * clearnessPercent.get(date.getMonthValue() - 1) / 100;
    }

    /// The light over that at the mean distance of the sun.
    private static double nearness(LocalDate date) {
        return 1 + DISTANCE_SWING * Math.cos(2 * Math.PI * date.getDayOfYear() / DAYS_PER_YEAR);
    }

    /// Sine of the sun's height above a level plane at this latitude.
    private static double height(double declination, double hourAngle, double latitudeDegrees) {
        double there = Math.toRadians(latitudeDegrees);
        return Math.sin(declination) * Math.sin(there)
                + Math.cos(declination) * Math.cos(there) * Math.cos(hourAngle);
    }
}
