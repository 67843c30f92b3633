package org.kadec21.simulation.supply;

import java.util.List;

/// A function given by points, straight between them and level outside.
///
/// @param points in order of `x`, at least one
record Curve(List<Point> points) {

    record Point(double x, double y) {}

    Curve {
        points = List.copyOf(points);
    }

    /// @param coordinates x, y, x, y, ...
    static Curve through(double... coordinates) {
        Point[] points = new Point[coordinates.length / 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(coordinates[2 * i], coordinates[2 * i + 1]);
        }
        return new Curve(List.of(points));
    }

    double at(double x) {
        Point left = points.getFirst();
        for (Point right : points) {
            if (x <= right.x()) {
                double span = right.x() - left.x();
                return span == 0
                        ? right.y()
                        : Math.max(0, x - left.x()) / span * (right.y() - left.y()) + left.y();
            }
            left = right;
        }
        return points.getLast().y();
    }
}
