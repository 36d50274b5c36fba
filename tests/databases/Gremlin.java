import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.groovy.jsr223.GremlinGroovyScriptEngine;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.tinkergraph.jsr223.TinkerGraphGremlinPlugin;
import org.apache.tinkerpop.shaded.jackson.databind.ObjectMapper;
import org.janusgraph.graphdb.tinkerpop.plugin.JanusGraphGremlinPlugin;

/** Types scripts into a Gremlin console and writes what is in its variable `graph` then, as JSON: SCRIPT OUT SCRIPT OUT. */
class Gremlin {
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < arguments.length; i += 2) {
            var console = new GremlinGroovyScriptEngine(
                TinkerGraphGremlinPlugin.instance().getCustomizers("gremlin-groovy").get()[0],
                JanusGraphGremlinPlugin.instance().getCustomizers("gremlin-groovy").get()[0]);
            console.eval(Files.readString(Path.of(arguments[i])));
            try (var graph = (Graph) console.get("graph")) {
                new ObjectMapper().writeValue(new File(arguments[i + 1]), held(graph));
            }
        }
        System.exit(0); // JanusGraph leaves threads behind
    }

    static Map<String, Object> held(Graph graph) {
        var vertices = new ArrayList<Object>();
        var edges = new ArrayList<Object>();
        graph.vertices().forEachRemaining(each -> vertices.add(List.of(each.label(), values(each))));
        graph.edges().forEachRemaining(each ->
            edges.add(List.of(each.outVertex().value("iri"), each.label(), each.inVertex().value("iri"), values(each))));
        return Map.of("vertices", vertices, "edges", edges);
    }

    static Map<String, List<Object>> values(Element element) {
        var found = new LinkedHashMap<String, List<Object>>();
        element.properties().forEachRemaining(each -> found.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each.value()));
        return found;
    }
}
