package org.kadec21.bench.plot;

import static java.util.Locale.ROOT;

/// The few shapes a plot needs, as an SVG 1.1 document. Coordinates are pixels from the upper left
/// corner; `style` is a list of presentation attributes as SVG writes them.
final class Svg {

    private final StringBuilder document = new StringBuilder();

    Svg(int width, int height) {
        document.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
                        + width
                        + "\" height=\""
                        + height
                        + "\" viewBox=\"0 0 "
                        + width
                        + " "
                        + height
                        + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        rectangle(0, 0, width, height, "fill=\"white\"");
    }

    void rectangle(double x, double y, double width, double height, String style) {
        document.append(
                "<rect x=\""
                        + number(x)
                        + "\" y=\""
                        + number(y)
                        + "\" width=\""
                        + number(width)
                        + "\" height=\""
                        + number(height)
                        + "\" "
                        + style
                        + "/>\n");
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        document.append(
                "<line x1=\""
                        + number(x1)
                        + "\" y1=\""
                        + number(y1)
                        + "\" x2=\""
                        + number(x2)
                        + "\" y2=\""
                        + number(y2)
                        + "\" "
                        + style
                        + "/>\n");
    }

    void text(double x, double y, String style, String content) {
        document.append(
                "<text x=\""
                        + number(x)
                        + "\" y=\""
                        + number(y)
                        + "\" "
                        + style
                        + ">"
                        + escape(content)
                        + "</text>\n");
    }

    /// @param path the `d` attribute: moves and lines
    void path(String path, String style) {
        document.append("<path d=\"" + path + "\" " + style + "/>\n");
    }

    String end() {
        return document.append("</svg>\n").toString();
    }

    static String number(double value) {
        return String.format(ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
