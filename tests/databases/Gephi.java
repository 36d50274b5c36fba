import com.google.gson.Gson;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens files in Gephi and writes what its tables hold then, as JSON: FILE OUT FILE OUT. */
class Gephi {
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < arguments.length; i += 2) {
            try (var out = new java.io.FileWriter(arguments[i + 1], java.nio.charset.StandardCharsets.UTF_8)) {
                new Gson().toJson(held(open(new File(arguments[i]))), out);
            }
        }
        System.exit(0); // Gephi leaves threads behind
    }

    static GraphModel open(File file) throws Exception {
        var projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        var imports = Lookup.getDefault().lookup(ImportController.class);
        imports.process(imports.importFile(file), new DefaultProcessor(), projects.getCurrentWorkspace());
        return Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
    }

    static Map<String, Object> held(GraphModel model) {
        var nodes = new ArrayList<Object>();
        var edges = new ArrayList<Object>();
        for (var node : model.getGraph().getNodes().toArray()) nodes.add(List.of(node.getId(), node.getLabel(), values(node)));
        for (var edge : model.getGraph().getEdges().toArray()) edges.add(of(edge));
        var times = model.getTimeBounds();
        return Map.of("nodes", nodes, "edges", edges, "dynamic", model.isDynamic(), "from", day(times.getLow()), "to", day(times.getHigh()));
    }

    static List<Object> of(Edge edge) {
        return List.of(edge.getSource().getId(), edge.getTarget().getId(), edge.getLabel(), values(edge));
    }

    /** The cells of a row that hold something, by the titles of their columns; spans of time as days. */
    static Map<String, Object> values(Element row) {
        var found = new LinkedHashMap<String, Object>();
        for (var column : row.getTable()) {
            var value = row.getAttribute(column);
            if (value instanceof IntervalSet spans) value = Arrays.stream(spans.toArray()).map(Gephi::days).toList();
            if (value != null) found.put(column.getTitle(), value);
        }
        return found;
    }

    static List<String> days(Interval span) {
        return List.of(day(span.getLow()), day(span.getHigh()));
    }

    static String day(double time) {
        return Double.isInfinite(time) ? "" : java.time.Instant.ofEpochMilli((long) time).toString().substring(0, 10);
    }
}
