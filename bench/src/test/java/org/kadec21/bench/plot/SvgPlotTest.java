package org.kadec21.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.plot.RunPicture.Delivery;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

class SvgPlotTest {

    private static final Instant START = Instant.parse("2013-01-01T00:00:00Z");

    @Test
    void drawsWellFormedXmlEvenForHostileTitles() throws Exception {
        Document document = parse(SvgPlot.draw(picture("<wind> & 'rain'", List.of())));

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("<wind> & 'rain'");
    }

    @Test
    void countsEachKindOfDelivery() throws Exception {
        List<Delivery> deliveries =
                List.of(
                        new Delivery(START.plusSeconds(10), Delivery.Kind.ALARM),
                        new Delivery(START.plusSeconds(20), Delivery.Kind.ALARM),
                        new Delivery(START.plusSeconds(30), Delivery.Kind.RECOVERY),
                        new Delivery(START.plusSeconds(40), Delivery.Kind.MONITORING));

        String text = texts(parse(SvgPlot.draw(picture("t", deliveries))));

        assertThat(text)
                .contains("alarms delivered: 2")
                .contains("recoveries delivered: 1")
                .contains("monitoring delivered: 1");
    }

    @Test
    void staysInsideTheFrameWhenADeliveryIsLate() throws Exception {
        List<Delivery> late =
                List.of(new Delivery(START.plus(Duration.ofDays(999)), Delivery.Kind.ALARM));

        NodeList lines = parse(SvgPlot.draw(picture("t", late))).getElementsByTagName("line");

        double rightmost =
                IntStream.range(0, lines.getLength())
                        .mapToDouble(i ->
                                Double.parseDouble(
                                        lines.item(i)
                                                .getAttributes()
                                                .getNamedItem("x1")
                                                .getNodeValue()))
                        .max()
                        .orElseThrow();
        assertThat(rightmost).isLessThanOrEqualTo(1180);
    }

    private static RunPicture picture(String title, List<Delivery> deliveries) {
        List<RunPicture.Point> points =
                IntStream.range(0, 24 * 90)
                        .mapToObj(hour ->
                                new RunPicture.Point(START.plus(Duration.ofHours(hour)), hour % 17))
                        .toList();
        return new RunPicture(
                title,
                "wind_speed_mps",
                ZoneId.of("Asia/Tokyo"),
                START,
                START.plus(Duration.ofDays(90)),
                points,
                List.of(new RunPicture.Level("onset 15.0", 15)),
                List.of(new RunPicture.Span(START.plusSeconds(3600), START.plusSeconds(7200))),
                deliveries,
                List.of());
    }

    private static Document parse(String xml)
            throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static String texts(Document document) {
        NodeList nodes = document.getElementsByTagName("text");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.append(nodes.item(i).getTextContent()).append('\n');
        }
        return all.toString();
    }
}
