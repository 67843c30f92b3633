package org.kadec21.bench.plot;

import static java.util.Locale.ROOT;

import org.kadec21.bench.plot.RunPicture.Delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/// Draws a [RunPicture] as SVG: the measured channel with its alarms above, the deliveries below.
/// Written by hand, because every charting library on this platform needs fonts and a graphics
/// stack that a unit's CI machine does not have.
public final class SvgPlot {

    private static final int WIDTH = 1200;
    private static final int LEFT = 60;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 56;
    private static final int BOTTOM = TOP + 300;
    private static final int STRIP_GAP = 34;
    private static final int STRIP_HEIGHT = 28;
    private static final int MAIL_STRIPS = 2;
    private static final int BELOW_FRAME = 40;
    private static final int LABEL_WIDTH = 40;
    private static final int GRID_STEP = 5;
    private static final Duration A_SEASON = Duration.ofDays(70);
    private static final String GREY = "fill=\"#555\"";
    private static final String GRID = "stroke=\"#e5e5e5\"";

    private final RunPicture picture;
    private final double highest;
    private final int frameEnd;
    private final Svg svg;

    private SvgPlot(RunPicture picture) {
        this.picture = picture;
        double top = 1;
        for (RunPicture.Point point : picture.points()) {
            top = Math.max(top, point.value());
        }
        for (RunPicture.Level level : picture.levels()) {
            top = Math.max(top, level.value());
        }
        int strips = MAIL_STRIPS + (picture.charge().isEmpty() ? 0 : 1);
        this.frameEnd = BOTTOM + strips * (STRIP_GAP + STRIP_HEIGHT);
        this.svg = new Svg(WIDTH, frameEnd + BELOW_FRAME);
        this.highest = Math.ceil(top * 1.08 / GRID_STEP) * GRID_STEP;
    }

    /// The picture as an SVG document.
    public static String draw(RunPicture picture) {
        return new SvgPlot(picture).document();
    }

    private String document() {
        svg.text(LEFT, 24, "font-size=\"16\" font-weight=\"bold\"", picture.title());
        svg.text(LEFT, 44, GREY, picture.channel());
        alarmSpans();
        values();
        dates();
        curve();
        levels();
        strip(0, LEFT, "alarms", Delivery.Kind.ALARM, "#c0392b");
        strip(0, LEFT + 220, "recoveries", Delivery.Kind.RECOVERY, "#27ae60");
        strip(1, LEFT, "monitoring", Delivery.Kind.MONITORING, "#2c6fad");
        if (!picture.charge().isEmpty()) {
            charge();
        }
        return svg.end();
    }

    private void alarmSpans() {
        for (RunPicture.Span span : picture.alarms()) {
            double width = Math.max(1.5, x(span.end()) - x(span.start()));
            svg.rectangle(x(span.start()), TOP, width, BOTTOM - TOP, "fill=\"#f5b7b1\"");
        }
    }

    private void values() {
        for (int value = 0; value <= highest; value += GRID_STEP) {
            svg.line(LEFT, y(value), RIGHT, y(value), GRID);
            svg.text(
                    LEFT - 8, y(value) + 4, GREY + " text-anchor=\"end\"", Integer.toString(value));
        }
    }

    private void dates() {
        boolean months = Duration.between(picture.from(), picture.to()).compareTo(A_SEASON) > 0;
        DateTimeFormatter label = DateTimeFormatter.ofPattern(months ? "MMM" : "d MMM", ROOT);
        ZonedDateTime mark =
                picture.from().atZone(picture.zone()).toLocalDate().atStartOfDay(picture.zone());
        if (months) {
            mark = mark.withDayOfMonth(1);
        }
        while (mark.toInstant().isBefore(picture.to())) {
            if (!mark.toInstant().isBefore(picture.from())) {
                double x = x(mark.toInstant());
                svg.line(x, TOP, x, frameEnd, GRID);
                if (x + LABEL_WIDTH <= RIGHT) {
                    svg.text(x + 4, frameEnd + 20, GREY, mark.format(label));
                }
            }
            mark = months ? mark.plusMonths(1) : mark.plusDays(7);
        }
    }

    /// One vertical stroke per pixel column from the lowest to the highest value in it: no gust is
    /// lost between pixels.
    private void curve() {
        int columns = RIGHT - LEFT;
        double[] low = new double[columns + 1];
        double[] high = new double[columns + 1];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        for (RunPicture.Point point : picture.points()) {
            int column = (int) Math.round(x(point.time())) - LEFT;
            low[column] = Math.min(low[column], point.value());
            high[column] = Math.max(high[column], point.value());
        }
        StringBuilder path = new StringBuilder();
        for (int column = 0; column <= columns; column++) {
            if (low[column] < Double.POSITIVE_INFINITY) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(LEFT + column)
                        .append(' ')
                        .append(Svg.number(y(low[column])));
                path.append('L')
                        .append(LEFT + column)
                        .append(' ')
                        .append(Svg.number(y(high[column])));
            }
        }
        svg.path(path.toString(), "fill=\"none\" stroke=\"#2c3e50\" stroke-width=\"0.9\"");
    }

    private void levels() {
        for (RunPicture.Level level : picture.levels()) {
            double y = y(level.value());
            svg.line(LEFT, y, RIGHT, y, "stroke=\"#c0392b\" stroke-dasharray=\"5 4\"");
            svg.text(RIGHT - 4, y - 4, "text-anchor=\"end\" fill=\"#c0392b\"", level.label());
        }
    }

    private void strip(int row, int labelX, String name, Delivery.Kind kind, String colour) {
        int base = BOTTOM + STRIP_GAP + row * (STRIP_HEIGHT + STRIP_GAP);
        List<Delivery> mails =
                picture.deliveries().stream().filter(mail -> mail.kind() == kind).toList();
        svg.text(
                labelX,
                base - 6.0,
                "fill=\"" + colour + "\"",
                name + " delivered: " + mails.size());
        double top = kind == Delivery.Kind.RECOVERY ? base + STRIP_HEIGHT / 2.0 : base;
        String width = kind == Delivery.Kind.MONITORING ? "0.8" : "2";
        for (Delivery mail : mails) {
            double x = x(mail.time());
            svg.line(
                    x,
                    top,
                    x,
                    base + STRIP_HEIGHT,
                    "stroke=\"" + colour + "\" stroke-width=\"" + width + "\"");
        }
    }

    /// The battery's charge, empty to full over the height of a strip.
    private void charge() {
        int base = BOTTOM + STRIP_GAP + MAIL_STRIPS * (STRIP_HEIGHT + STRIP_GAP);
        svg.text(LEFT, base - 6.0, "fill=\"#8e6c00\"", "battery, 0 to 100 %");
        StringBuilder path = new StringBuilder();
        for (RunPicture.Point point : picture.charge()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(x(point.time())))
                    .append(' ')
                    .append(Svg.number(base + STRIP_HEIGHT * (1 - point.value() / 100)));
        }
        svg.line(LEFT, base + STRIP_HEIGHT, RIGHT, base + STRIP_HEIGHT, GRID);
        svg.path(path.toString(), "fill=\"none\" stroke=\"#8e6c00\" stroke-width=\"1.2\"");
    }

    private double x(Instant time) {
        double whole = Duration.between(picture.from(), picture.to()).toMillis();
        double part = Duration.between(picture.from(), time).toMillis();
        return LEFT + Math.clamp(part / Math.max(1, whole), 0, 1) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.max(0, value) / highest;
    }
}
