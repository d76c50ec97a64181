package org.pidesk.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A BPMN model as it is written, without the engine's reading of it. @param all its elements, in their order */
record Model(String file, List<Element> all) {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static List<Model> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(Model::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Model read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Model parse(String file, String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return new Model(
                    file, elements(factory.newDocumentBuilder().parse(in).getElementsByTagNameNS("*", "*")));
        } catch (IOException | SAXException | ParserConfigurationException malformed) {
            throw new IllegalArgumentException(file + " is no model: " + malformed.getMessage(), malformed);
        }
    }

    Element process() {
        return bpmn("process").get(0);
    }

    String id() {
        return process().getAttribute("id");
    }

    List<Element> bpmn(String... names) {
        var wanted = Set.of(names);
        return all.stream()
                .filter(element -> BPMN.equals(element.getNamespaceURI()) && wanted.contains(element.getLocalName()))
                .toList();
    }

    Element byId(String id) {
        return all().stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The edges of the picture that show a sequence flow, each as its way points. */
    List<Element> edges() {
        return all().stream()
                .filter(element -> element.getLocalName().equals("BPMNEdge"))
                .filter(edge -> {
                    var shown = byId(edge.getAttribute("bpmnElement"));
                    return shown != null && shown.getLocalName().equals("sequenceFlow");
                })
                .toList();
    }

    List<Element> outgoing(Element node) {
        return bpmn("sequenceFlow").stream()
                .filter(flow -> flow.getAttribute("sourceRef").equals(node.getAttribute("id")))
                .toList();
    }

    /** Every attribute and every text that the engine would evaluate. */
    List<String> expressions() {
        var found = new ArrayList<String>();
        for (var element : all()) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                found.add(element.getAttributes().item(i).getNodeValue());
            }
            for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                    found.add(child.getNodeValue());
                }
            }
        }
        return found.stream()
                .map(String::strip)
                .filter(text -> text.contains("${") || text.contains("#{"))
                .toList();
    }

    static String camunda(Element element, String attribute) {
        return element.getAttributeNS(CAMUNDA, attribute);
    }

    static String label(Element element) {
        return element.getAttribute("name").replaceAll("\\s+", " ").strip();
    }

    static List<Element> children(Element element, String name) {
        return elements(element.getElementsByTagNameNS("*", name));
    }

    private static List<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
