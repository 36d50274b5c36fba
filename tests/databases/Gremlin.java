import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.tinkerpop.gremlin.structure.io.IoCore;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONVersion;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONWriter;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;

/** Reads GraphSON files into TinkerGraph and writes what is there, one file each: FILE OUT FILE OUT. */
class Gremlin {
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < arguments.length; i += 2) {
            var settings = new BaseConfiguration();
            settings.setProperty("gremlin.tinkergraph.defaultVertexPropertyCardinality", "list");
            var graph = TinkerGraph.open(settings);
            graph.traversal().io(arguments[i]).with("~tinkerpop.io.reader", "graphson").read().iterate();
            var mapper = graph.io(IoCore.graphson()).mapper().version(GraphSONVersion.V3_0).create();
            try (var out = new java.io.FileOutputStream(arguments[i + 1])) {
                GraphSONWriter.build().mapper(mapper).create().writeGraph(out, graph);
            }
        }
    }
}
